use tenure::{Owned, ScopeError, scoped};

type Scoped<T> = Result<T, ScopeError<String>>;

#[scoped]
fn f() -> Scoped<()> {
    let mut kept = None;
    using!(let a = Owned::with(1, drop));
    kept = Some(a);
    Ok(())
}

fn main() {
    let _ = f();
}
