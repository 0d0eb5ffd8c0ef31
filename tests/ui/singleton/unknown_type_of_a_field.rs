//! A type that does not exist is reported where it is written, and once.

use tenure::singleton;

#[singleton]
struct Config {
    url: Strng,
}

impl Config {
    fn new() -> Self {
        unreachable!()
    }
}

fn main() {
    Config::instance();
}
