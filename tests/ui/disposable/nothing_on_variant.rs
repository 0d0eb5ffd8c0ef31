#[tenure::disposable]
enum Connection {
    Open(String),
    #[dispose]
    Closed,
}

fn main() {}
