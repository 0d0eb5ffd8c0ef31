#[tenure::main]
#[tenure::main]
fn main() {}
