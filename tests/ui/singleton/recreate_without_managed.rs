use tenure::singleton;

#[singleton(recreate, init = || Config)]
struct Config;

fn main() {
    Config::instance();
}
