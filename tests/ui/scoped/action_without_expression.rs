use tenure::{ScopeError, scoped};

type Scoped<T> = Result<T, ScopeError<String>>;

#[scoped]
fn f() -> Scoped<()> {
    on_exit!();
    Ok(())
}

fn main() {
    let _ = f();
}
