use tenure::singleton;

#[singleton(eagr)]
struct Config;

impl Config {
    fn new() -> Self {
        Config
    }
}

#[singleton(lazy)]
struct Cache;

impl Cache {
    fn new() -> Self {
        Cache
    }
}

fn main() {
    Config::instance();
    let _ = Cache::try_instance();
}
