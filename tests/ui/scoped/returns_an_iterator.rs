//! What cannot hide a `Result` is told so.

use tenure::{Owned, scoped};

#[scoped]
fn f() -> impl Iterator<Item = u8> {
    using!(let a = Owned::with(1, drop));
    std::iter::once(**a)
}

fn main() {
    drop(f());
}
