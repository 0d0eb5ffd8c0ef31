use tenure::{Dispose as _, Guard};

#[tenure::disposable(into_parts, hook = "Connection::close", fallback = never)]
enum Connection<T> {
    #[dispose(skip)]
    Open(T, Guard),
    #[dispose(terminal)]
    Closed(u8),
}

fn main() {
    let mut connection = Connection::Open(1, Guard::new());
    if !connection.is_disposed() {
        let _outcome = connection.dispose();
    }
    let _outcome = Connection::<u8>::Closed(0).close();
}
