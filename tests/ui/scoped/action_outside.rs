use tenure::{ScopeError};

type Scoped<T> = Result<T, ScopeError<String>>;

fn f() -> Scoped<i32> {
    tenure::on_err!(println!("failed"));
    tenure::on_ok!(println!("succeeded"));
    tenure::on_exit!(println!("over"));
    Ok(1)
}

fn main() {
    let _ = f();
}
