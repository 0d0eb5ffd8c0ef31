use tenure::singleton;

struct Config;

#[singleton(allow(public_nw))]
impl Config {
    pub fn new() -> Self {
        Config
    }
}

fn main() {
    Config::instance();
}
