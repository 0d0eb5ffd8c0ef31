use tenure::{Dispose as _, Owned};

fn main() {
    let owned = Owned::with(1, drop);
    let _outcome = owned.close();
    let _outcome = owned.close();
}
