use tenure::{Owned, scoped};

#[derive(Debug)]
struct MyError;

#[scoped]
fn f() -> Result<u8, MyError> {
    using!(let a = Owned::with(1, drop));
    if **a == 2 {
        return Err(MyError);
    }
    Ok(**a)
}

fn main() {
    let _ = f();
}
