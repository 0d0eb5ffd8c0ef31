use tenure::singleton;

struct Config;
struct Cache;
struct Database;

#[singleton]
impl Config {
    fn new(_: &'static Cache) -> Self {
        Config
    }
}

#[singleton]
impl Cache {
    fn new(_: &'static Database) -> Self {
        Cache
    }
}

#[singleton]
impl Database {
    fn new(_: &'static Config) -> Self {
        Database
    }
}

fn main() {
    Database::instance();
}
