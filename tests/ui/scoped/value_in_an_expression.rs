use tenure::{Owned, ScopeError, scoped};

type Scoped<T> = Result<T, ScopeError<String>>;

#[scoped]
fn f() -> Scoped<i32> {
    let a = using!(Owned::with(1, drop));
    Ok(**a)
}

fn main() {
    let _ = f();
}
