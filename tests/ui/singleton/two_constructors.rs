use tenure::singleton;

struct Config;

#[singleton]
impl Config {
    #[init]
    fn load() -> Self {
        Config
    }

    #[init]
    fn from_env() -> Self {
        Config
    }
}

fn main() {
    Config::instance();
}
