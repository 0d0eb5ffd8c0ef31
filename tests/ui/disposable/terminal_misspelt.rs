#[tenure::disposable(hook = Connection::close)]
enum Connection {
    Open(#[dispose(with = String::clear)] String),
    #[dispose(terminl)]
    Closed,
}

impl Connection {
    fn close(&self) {}
}

fn main() {}
