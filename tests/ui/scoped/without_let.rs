use tenure::{ScopeError, scoped};

type Scoped<T> = Result<T, ScopeError<String>>;

#[scoped]
fn f() -> Scoped<()> {
    using!(tenure::Owned::with(1, drop));
    Ok(())
}

fn main() {
    let _ = f();
}
