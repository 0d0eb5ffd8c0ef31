#[tenure::singleton]
#[derive(Debug)]
#[tenure::singleton(eager)]
struct Config;

impl Config {
    fn new() -> Self {
        Config
    }
}

struct Database;

#[tenure::singleton]
#[tenure::singleton]
impl Database {
    fn new(_: &'static Config) -> Self {
        Database
    }
}

fn main() {
    let _: (&Config, &Database) = (Config::instance(), Database::instance());
    assert!(<Config as tenure::Singleton>::peek().is_some());
}
