use tenure::{Dispose as _, Guard};

#[tenure::disposable(lazy)]
#[repr(packed)]
struct Server<T> {
    #[dispose(wiht = Vec::clear)]
    lines: Vec<String>,
    #[dispose(take = drop, skip)]
    name: Option<String>,
    idle: Vec<T>,
    first: Guard,
    second: Guard,
}

fn main() {
    let mut server = Server::<u8> {
        lines: Vec::new(),
        name: None,
        idle: Vec::new(),
        first: Guard::new(),
        second: Guard::new(),
    };
    if !server.is_disposed() {
        let _outcome = server.dispose();
    }
    let _outcome = server.close();
}
