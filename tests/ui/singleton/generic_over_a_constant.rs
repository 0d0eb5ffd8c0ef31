struct Config;

#[tenure::singleton]
impl Config {
    fn new<const N: usize>(_: &impl Copy) -> Self {
        Config
    }
}

fn main() {
    Config::instance();
}
