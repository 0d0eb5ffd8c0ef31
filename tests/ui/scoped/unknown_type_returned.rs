//! The type is named in the body once more, and reported once.

use tenure::{Owned, ScopeError, scoped};

#[scoped]
fn f() -> Result<Coutn, ScopeError<std::io::Error>> {
    using!(let a = Owned::with(1, drop));
    Ok(**a)
}

#[scoped]
async fn g() -> Result<u8, ScopeError<IoErorr>> {
    using!(let a = Owned::with(1, drop));
    Ok(**a)
}

fn main() {
    let _ = f();
    let _ = g();
}
