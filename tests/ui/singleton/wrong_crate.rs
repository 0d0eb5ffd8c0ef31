//! The path is looked up once.

use tenure::{Singleton, singleton};

struct Config {
    port: u16,
}

#[singleton(crate = toolkit::tenure)]
impl Config {
    fn new() -> Self {
        Config { port: 80 }
    }
}

struct Server;

#[singleton]
impl Server {
    fn new(_config: &'static Config) -> Self {
        Server
    }
}

fn main() {
    assert_eq!(Config::instance().port, Config::with(|config| config.port));
    let _ = Server::instance();
}
