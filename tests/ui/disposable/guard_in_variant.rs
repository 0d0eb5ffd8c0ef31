#[tenure::disposable]
enum Connection {
    Open(String, tenure::Guard),
    #[dispose(terminal)]
    Closed,
}

fn main() {
    let open = Connection::Open(String::new(), tenure::Guard::new());
    let _outcome = tenure::Dispose::close(open);
}
