use tenure::singleton;

#[singleton(managed, init = || Pool)]
struct Pool;

struct Database;

#[singleton]
impl Database {
    fn new(_: &'static Pool) -> Self {
        Database
    }
}

fn main() {
    Database::instance();
}
