#[tenure::disposable]
fn close() {}

fn main() {}
