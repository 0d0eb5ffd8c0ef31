#[tenure::disposable]
enum Connection {
    Open(String),
    #[dispose(terminal)]
    Closed,
    #[dispose(terminal)]
    Failed,
}

fn main() {}
