//! Several parts of it need the guard, which is missing once.

use tenure::disposable;

#[disposable(async, hook = Server::stop)]
struct Server {
    #[dispose(with = Vec::clear)]
    lines: Vec<String>,
    #[dispose(with = Vec::clear)]
    names: Vec<String>,
}

impl Server {
    async fn stop(&mut self) {}
}

#[disposable]
enum State {
    Open {
        #[dispose(with = Vec::clear)]
        lines: Vec<String>,
        #[dispose(with = Vec::clear)]
        names: Vec<String>,
    },
    Closed,
}

fn main() {
    let _state = State::Closed;
}
