use tenure::{Owned, ScopeError, scoped};

type Scoped<T> = Result<T, ScopeError<String>>;

#[scoped]
#[scoped]
fn f() -> Scoped<()> {
    using!(let _a = Owned::with(1, drop));
    Ok(())
}

fn main() {
    let _ = f();
}
