#[tenure::main]
fn main(arguments: Vec<String>) {}
