use tenure::singleton;

#[derive(Clone, Copy)]
struct Config(u16);

#[singleton]
impl Config {
    fn new() -> Self {
        Config(80)
    }
}

fn main() {
    let _second = *Config::instance();
}
