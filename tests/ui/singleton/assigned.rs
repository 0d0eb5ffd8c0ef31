#[tenure::singleton = "eager"]
struct Config;

impl Config {
    fn new() -> Self {
        Config
    }
}

fn main() {
    Config::instance();
}
