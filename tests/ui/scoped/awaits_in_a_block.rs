use tenure::{Owned, ScopeError, scoped};

type Scoped<T> = Result<T, ScopeError<String>>;

#[scoped]
async fn f() -> Scoped<()> {
    for count in 0..3 {
        using!(await let _a = Owned::with(count, drop));
    }
    Ok(())
}

fn main() {
    let _ = f();
}
