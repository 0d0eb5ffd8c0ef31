#![deny(unused_must_use)]
use tenure::{Dispose as _, Owned};

fn main() {
    let owned = Owned::with(1, drop);
    owned.close();
}
