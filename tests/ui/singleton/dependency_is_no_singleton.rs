use tenure::singleton;

struct Config;
struct Database;

#[singleton]
impl Database {
    fn new(_: &'static Config) -> Self {
        Database
    }
}

fn main() {
    Database::instance();
}
