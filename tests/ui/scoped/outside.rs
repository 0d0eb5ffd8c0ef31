use tenure::{Owned, ScopeError};

type Scoped<T> = Result<T, ScopeError<String>>;

fn f() -> Scoped<i32> {
    tenure::using!(let a = Owned::with(1, drop));
    Ok(**a)
}

fn main() {
    let _ = f();
}
