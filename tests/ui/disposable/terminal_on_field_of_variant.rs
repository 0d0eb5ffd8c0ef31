#[tenure::disposable]
enum Connection {
    Open(#[dispose(terminal)] bool),
    #[dispose(terminal)]
    Closed,
}

fn main() {}
