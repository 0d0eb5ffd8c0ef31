#[tenure::disposable(hook = Connection::close)]
enum Connection {
    Open(String),
    Closed,
}

impl Connection {
    fn close(&self) {}
}

fn main() {
    let _outcome = tenure::Dispose::close(Connection::Closed);
    let _outcome = tenure::Dispose::close(Connection::Open(String::new()));
}
