//! Rustc does not report the attribute a second time.

use tenure::singleton;

struct Config;

#[singleton]
impl Config {
    #[inti]
    fn load() -> Self {
        Config
    }
}

struct Cache;

#[singleton]
impl Cache {
    #[tenure::init]
    fn open() -> Self {
        Cache
    }
}

fn main() {
    let _ = (Config::instance(), Cache::instance());
}
