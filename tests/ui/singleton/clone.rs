// Seed: A21.
use tenure::singleton;

#[derive(Clone)]
#[singleton(init = || Config(80))]
struct Config(u16);

fn main() {
    let _second = Config::instance().clone();
}
