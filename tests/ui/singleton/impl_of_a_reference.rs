struct Config;

#[tenure::singleton]
impl &Config {
    fn new() -> Config {
        Config
    }
}

fn main() {}
