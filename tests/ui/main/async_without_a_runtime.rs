#[tenure::main]
async fn main() {}
