//! Which of its instances would be the dependency?

use tenure::singleton;

#[singleton(key = String, init = |_| Pool)]
struct Pool;

#[singleton(init = || Server, deps(Pool))]
struct Server;

fn main() {
    Server::instance();
}
