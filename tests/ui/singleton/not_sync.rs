use std::cell::Cell;

use tenure::singleton;

#[singleton]
struct Config {
    hits: Cell<u32>,
}

impl Config {
    fn new() -> Self {
        Config { hits: Cell::new(0) }
    }
}

fn main() {
    Config::instance().hits.set(1);
}
