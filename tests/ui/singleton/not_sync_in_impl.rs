use std::cell::Cell;

use tenure::singleton;

struct Config {
    hits: Cell<u32>,
}

#[singleton]
impl Config {
    fn new() -> Self {
        Config { hits: Cell::new(0) }
    }
}

fn main() {
    Config::instance().hits.set(1);
}
