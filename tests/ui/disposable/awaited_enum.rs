use tenure::disposable;

#[disposable(async)]
enum Connection {
    Open(String),
    #[dispose(terminal)]
    Closed,
}

fn main() {
    let _connection = Connection::Open(String::new());
}
