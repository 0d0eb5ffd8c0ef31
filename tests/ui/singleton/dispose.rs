use tenure::{Guard, disposable, singleton};

#[disposable]
struct Server {
    guard: Guard,
}

#[singleton]
impl Server {
    fn new() -> Self {
        Server { guard: Guard::new() }
    }
}

fn main() {
    Server::instance();
}
