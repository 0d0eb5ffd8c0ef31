use tenure::{Owned, ScopeError, scoped};

type Scoped<T> = Result<T, ScopeError<String>>;

#[scoped]
fn f() -> Scoped<i32> {
    fn inside() -> i32 {
        tenure::using!(let a = Owned::with(1, drop));
        **a
    }

    using!(let a = Owned::with(1, drop));
    Ok(**a + inside())
}

fn main() {
    let _ = f();
}
