use tenure::{Dispose as _, Owned};

fn main() {
    let owned = Owned::with(String::new(), drop);
    let _outcome = owned.close();
    let _length = owned.len();
}
