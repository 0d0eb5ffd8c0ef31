use tenure::{Guard, disposable, singleton};

#[disposable]
#[singleton(init = || Server { guard: Guard::new() })]
struct Server {
    guard: Guard,
}

fn main() {
    Server::instance();
}
