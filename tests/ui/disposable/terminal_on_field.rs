#[tenure::disposable]
struct Connection {
    #[dispose(terminal)]
    closed: bool,
}

fn main() {}
