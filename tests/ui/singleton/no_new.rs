use tenure::singleton;

#[singleton]
struct Config;

fn main() {
    Config::instance();
}
