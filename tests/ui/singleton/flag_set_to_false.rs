//! An option that is not wanted is not there.

use tenure::singleton;

#[singleton(init = || Config, eager = false)]
struct Config;

fn main() {
    let _ = Config::instance();
}
