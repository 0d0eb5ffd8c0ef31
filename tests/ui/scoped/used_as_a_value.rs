//! What is done with a value that is not there is no mistake of its own.

use tenure::{Owned, ScopeError, scoped};

type Scoped<T> = Result<T, ScopeError<String>>;

#[scoped]
fn tried() -> Scoped<()> {
    using!(Owned::with(1, drop))?;
    Ok(())
}

#[scoped]
fn called() -> Scoped<()> {
    using!(Owned::with(1, drop)).read();
    Ok(())
}

#[scoped]
fn printed(number: i32) -> Scoped<()> {
    assert_eq!(number, 1);
    println!("{}", using!(Owned::with(number, drop)));
    Ok(())
}

#[scoped]
async fn awaited() -> Scoped<i32> {
    let number: Owned<i32> = using!(Owned::with(1, drop)).await;
    Ok(number.into_inner())
}

#[scoped]
fn acted() -> Scoped<()> {
    on_err!(drop(1))?;
    Ok(())
}

fn main() {
    let _ = (tried(), called(), printed(1), awaited(), acted());
}
