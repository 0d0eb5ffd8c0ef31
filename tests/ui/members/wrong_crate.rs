struct Config;

#[tenure::members(crate = nowhere)]
impl Config {
    #[deprecated]
    pub fn new() -> Self {
        Config
    }
}

fn main() {}
