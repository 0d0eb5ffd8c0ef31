use tenure::singleton;

struct Config;

#[singleton(init = Config::load)]
impl Config {
    fn load() -> Self {
        Config
    }
}

fn main() {
    Config::instance();
}
