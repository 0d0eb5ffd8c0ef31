use std::rc::Rc;
use tenure::singleton;

#[singleton(thread_local, init = || Theme)]
struct Theme;

#[singleton(init = || Config, deps(Theme))]
struct Config;

struct Database;

#[singleton]
impl Database {
    fn new(_: Rc<Theme>) -> Self {
        Database
    }
}

fn main() {
    Config::instance();
    Database::instance();
}
