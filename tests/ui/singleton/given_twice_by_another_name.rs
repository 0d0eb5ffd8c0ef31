use tenure::singleton as one;

#[one(init = || Config)]
#[one]
struct Config;

fn main() {
    Config::instance();
}
