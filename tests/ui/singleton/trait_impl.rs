use tenure::singleton;

struct Config;

#[singleton]
impl Default for Config {
    fn default() -> Self {
        Config
    }
}

fn main() {
    Config::instance();
}
