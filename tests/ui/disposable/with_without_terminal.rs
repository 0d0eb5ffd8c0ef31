#[tenure::disposable]
enum Connection {
    Open(#[dispose(with = String::clear)] String),
    Closed,
}

fn main() {}
