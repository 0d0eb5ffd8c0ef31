use tenure::singleton;

struct Config(u16);

#[singleton]
impl Config {
    pub fn new() -> Self {
        Config(80)
    }

    pub fn port(&self) -> u16 {
        self.0
    }
}

fn main() {
    let _port = Config::instance().port();
}
