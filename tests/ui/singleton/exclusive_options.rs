use tenure::singleton;

#[singleton(eager, provided)]
struct Config;

#[singleton(provided, init = || Limits)]
struct Limits;

fn main() {
    Config::instance();
    Config::provide(Config);
    Limits::instance();
}
