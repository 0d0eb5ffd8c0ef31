//! Where it does not belong, its value is no mistake of its own.

use tenure::singleton;

struct Config;

#[singleton(provided = true)]
impl Config {
    fn new() -> Self {
        Config
    }
}

fn main() {
    let _ = Config::instance();
}
