use tenure::singleton;

#[singleton(retry = nevr)]
struct Config;

impl Config {
    fn new() -> Result<Self, std::io::Error> {
        Ok(Config)
    }
}

#[singleton(retry = sometimes, init = || Cache)]
struct Cache;

fn main() {
    Config::instance();
    Cache::instance();
}
