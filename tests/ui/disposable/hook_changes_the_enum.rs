#[tenure::disposable(hook = Connection::close)]
enum Connection {
    Open(String),
    #[dispose(terminal)]
    Closed,
}

impl Connection {
    fn close(&mut self) {
        *self = Connection::Closed;
    }
}

fn main() {
    let _outcome = tenure::Dispose::close(Connection::Open(String::new()));
}
