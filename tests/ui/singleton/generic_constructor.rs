use tenure::singleton;

struct Config;

#[singleton]
impl Config {
    fn new<T>() -> Self {
        Config
    }
}

fn main() {
    Config::instance();
}
