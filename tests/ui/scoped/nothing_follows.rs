use tenure::{Owned, ScopeError, scoped};

type Scoped<T> = Result<T, ScopeError<String>>;

#[scoped]
fn f() -> Scoped<()> {
    using!(let a = Owned::with(1, drop));
    assert_eq!(**a, 1);
    on_exit!(println!("done"));
}

fn main() {
    let _ = f();
}
