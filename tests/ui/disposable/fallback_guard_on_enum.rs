#[tenure::disposable(fallback = guard)]
enum Connection {
    Open(String),
    #[dispose(terminal)]
    Closed,
}

fn main() {
    let _outcome = tenure::Dispose::close(Connection::Closed);
    let _outcome = tenure::Dispose::close(Connection::Open(String::new()));
}
