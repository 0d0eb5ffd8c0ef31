#[tenure::disposable]
enum Log {
    Open(Option<String>),
    #[dispose(terminal)]
    #[dispose(terminal)]
    Closed,
}

fn main() {}
