//! Both belong to the type.

use tenure::{Singleton, singleton};

struct Config(u16);

#[singleton(provided, init = Config::load)]
impl Config {
    fn load() -> Self {
        Config(80)
    }
}

fn main() {
    assert!(Config::provide(Config(8080)).is_ok());
    let _ = Config::with(|config| config.0);
}
