//! A length of time that everything exceeds, and one with a unit of other people.

use tenure::singleton;

#[singleton(init = || Config, budget = "0s")]
struct Config;

#[singleton(init = || Cache, budget = "10 minutes")]
struct Cache;

fn main() {
    let _ = (Config::instance(), Cache::instance());
}
