use tenure::singleton;

struct Config;

#[singleton]
impl Config {
    unsafe fn new() -> Self {
        Config
    }
}

fn main() {
    Config::instance();
}
