#[tenure::main]
fn main<T>() {}
