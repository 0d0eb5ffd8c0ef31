use tenure::{Owned, ScopeError, scoped};

type Scoped<T> = Result<T, ScopeError<String>>;

#[scoped]
fn f() -> Scoped<()> {
    #[cfg(unix)]
    using!(let _a = Owned::with(1, drop));
    Ok(())
}

fn main() {
    let _ = f();
}
