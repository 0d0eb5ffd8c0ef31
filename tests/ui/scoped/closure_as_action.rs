use tenure::{ScopeError, scoped};

type Scoped<T> = Result<T, ScopeError<String>>;

#[scoped]
fn f() -> Scoped<()> {
    on_exit!(|| println!("done"));
    Ok(())
}

fn main() {
    let _ = f();
}
