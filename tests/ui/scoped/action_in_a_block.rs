use tenure::{ScopeError, scoped};

type Scoped<T> = Result<T, ScopeError<String>>;

#[scoped]
fn f(verbose: bool) -> Scoped<()> {
    if verbose {
        on_err!(println!("failed"));
    }
    Ok(())
}

fn main() {
    let _ = f(true);
}
