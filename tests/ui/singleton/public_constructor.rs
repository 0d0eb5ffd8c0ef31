use std::sync::Arc;

use tenure::singleton;

struct Config(u16);

#[singleton]
impl Config {
    fn new() -> Self {
        Config(80)
    }

    pub(crate) fn in_this_crate() -> Self {
        Config(80)
    }

    pub fn parse(text: &str) -> Result<Self, std::num::ParseIntError> {
        text.parse().map(Config)
    }

    pub fn another(&self) -> Option<Arc<Config>> {
        Some(Arc::new(Config(self.0)))
    }
}

fn main() {
    Config::instance();
}
