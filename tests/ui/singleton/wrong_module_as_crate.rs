//! The module is there, and is not this crate.

use tenure::singleton;

mod toolkit {
    pub mod inner {}
}

struct Config;

#[singleton(crate = toolkit::inner)]
impl Config {
    fn new() -> Self {
        Config
    }
}

fn main() {
    let _ = Config::instance();
}
