use tenure::singleton;

struct Config;

#[singleton]
impl Config {
    fn load() -> Self {
        Config
    }
}

fn main() {
    Config::instance();
}
