//! Of a singleton with a key there is no one instance.

use tenure::{Singleton, singleton};

#[singleton(key = u32, init = |_| Pool)]
struct Pool;

struct Server;

#[singleton]
impl Server {
    fn new(_pool: &'static Pool) -> Self {
        Server
    }
}

fn ask<T: Singleton>() {}

fn main() {
    let _ = Server::instance();
    ask::<Pool>();
}
