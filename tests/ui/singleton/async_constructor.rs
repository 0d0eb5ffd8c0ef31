use tenure::singleton;

struct Config;

#[singleton]
impl Config {
    async fn new() -> Self {
        Config
    }
}

fn main() {
    Config::instance();
}
