use tenure::{ScopeError, scoped};

type Scoped<T> = Result<T, ScopeError<String>>;

#[scoped]
fn f() -> Scoped<()> {
    on_err!(println!("a"); println!("b"));
    Ok(())
}

fn main() {
    let _ = f();
}
