use tenure::{ScopeError, scoped};

type Scoped<T> = Result<T, ScopeError<String>>;

#[scoped]
fn f() -> Scoped<()> {
    using!(let _a);
    Ok(())
}

fn main() {
    let _ = f();
}
