#[tenure::disposable]
enum Connection {
    #[dispose(skip = "somebody else closes it")]
    Open(String),
    Closed,
}

fn main() {}
