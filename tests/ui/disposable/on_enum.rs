#[tenure::disposable]
enum Connection {
    Open(String),
    Closed,
}

fn main() {
    let mut connection = Connection::Open(String::new());
    let _outcome = tenure::Dispose::dispose(&mut connection);
    connection = Connection::Closed;
    let _outcome = tenure::Dispose::close(connection);
}
