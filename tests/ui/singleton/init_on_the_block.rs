//! It is one function that makes the value.

use tenure::singleton;

struct Config;

#[singleton]
#[init]
impl Config {
    fn new() -> Self {
        Config
    }
}

fn main() {
    let _ = Config::instance();
}
