use tenure::singleton;

struct Database;

#[singleton]
impl Database {
    fn new() -> Option<Self> {
        None
    }
}

fn main() {
    Database::instance();
}
