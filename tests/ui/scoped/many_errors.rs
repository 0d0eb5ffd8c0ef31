use tenure::{Owned, ScopeError, scoped};

type Scoped<T> = Result<T, ScopeError<String>>;

#[scoped]
const fn f() -> Scoped<i32> {
    using!(let a = Owned::with(1, drop));
    using!(Owned::with(2, drop));
    on_err!(|| println!("a"));
    on_exit!(std::fs::remove_file("draft")?);
    if **a == 1 {
        on_ok!(println!("b"));
        using!(await let _b = Owned::with(3, drop));
    }
    let _c = using!(let c = Owned::with(4, drop));
    Ok(**a)
}

#[scoped(unknown)]
fn g() {
    using!(let a = Owned::with(1, drop));
    on_exit!(println!("{}", **a));
}

fn main() {
    g();
    let value: i32 = f().unwrap();
    println!("{value}");
}
