use tenure::singleton;

struct Config;

#[singleton]
impl Config {
    fn new(&self) -> Self {
        Config
    }
}

fn main() {
    Config::instance();
}
