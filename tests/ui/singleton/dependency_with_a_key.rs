//! Which of its instances would be the dependency?

use tenure::singleton;

#[singleton(key = String, init = |_| Pool)]
struct Pool;

struct Server;

#[singleton]
impl Server {
    fn new(_: &'static Pool) -> Self {
        Server
    }
}

fn main() {
    Server::instance();
}
