use tenure::{ScopeError, scoped};

type Scoped<T> = Result<T, ScopeError<String>>;

#[scoped]
fn f() -> Scoped<()> {
    using!(let _a = tenure::Owned::with(1, drop); let _b = tenure::Owned::with(2, drop));
    Ok(())
}

fn main() {
    let _ = f();
}
