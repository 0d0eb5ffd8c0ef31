#[tenure::main]
struct Main;

fn main() {}
