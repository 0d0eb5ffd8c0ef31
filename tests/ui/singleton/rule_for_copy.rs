//! There is one rule for both.

use tenure::singleton;

#[singleton(init = || Config, allow(copy))]
#[derive(Clone, Copy)]
struct Config;

fn main() {
    let _ = Config::instance();
}
