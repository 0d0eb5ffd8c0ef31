//! Nothing is returned, so nothing is missing at the end either.

#[tenure::scoped]
fn work() {
    using!(let number = tenure::Owned::with(1, |_: u8| ()));
}

fn main() {
    work();
}
