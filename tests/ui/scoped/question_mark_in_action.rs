use tenure::{ScopeError, scoped};

type Scoped<T> = Result<T, ScopeError<String>>;

#[scoped]
fn f() -> Scoped<()> {
    on_err!(std::fs::remove_file("draft")?);
    Ok(())
}

fn main() {
    let _ = f();
}
