struct Config;

#[tenure::singleton]
impl Confg {
    fn new() -> Self {
        Config
    }
}

fn main() {}
