#[tenure::disposable]
enum Connection {
    Open(String),
    #[dispose(terminal)]
    Closed { reason: String },
}

fn main() {}
