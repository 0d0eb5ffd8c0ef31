// Behaviour 102.
use tenure::{ScopeError, scoped};

type Scoped<T> = Result<T, ScopeError<String>>;

#[scoped]
fn f() -> Scoped<()> {
    using!(let file = std::fs::File::open("draft").map_err(|error| error.to_string())?);
    drop(file.metadata());
    Ok(())
}

fn main() {
    let _ = f();
}
