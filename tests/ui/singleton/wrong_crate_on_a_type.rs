//! The path is looked up once, and who uses the type finds what is to be used.

use tenure::singleton;

#[singleton(crate = toolkit::tenure)]
struct Config(u16);

impl Config {
    fn new() -> Self {
        Config(80)
    }
}

#[singleton(crate = toolkit, key = u32, managed)]
struct Pool(u32);

impl Pool {
    fn new(key: &u32) -> Self {
        Pool(*key)
    }
}

fn main() {
    assert_eq!(Config::instance().0, 80);
    let _ = Pool::try_instance(&1);
}
