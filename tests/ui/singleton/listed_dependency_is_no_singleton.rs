use tenure::singleton;

struct Config;

#[singleton(init = || Database, deps(Config))]
struct Database;

fn main() {
    Database::instance();
}
