use tenure::{ScopeError, scoped};

type Scoped<T> = Result<T, ScopeError<String>>;

#[scoped]
const fn f() -> Scoped<()> {
    Ok(())
}

fn main() {
    let _ = f();
}
