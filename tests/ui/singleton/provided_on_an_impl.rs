use tenure::singleton;

struct Config;

#[singleton(provided)]
impl Config {
    fn new() -> Self {
        Config
    }
}

fn main() {
    Config::instance();
}
