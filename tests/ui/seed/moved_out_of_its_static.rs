// Seed: A22.
// Whoever got the one instance cannot take it away from the others.

use tenure::singleton;

struct Database {
    connected: bool,
}

#[singleton]
impl Database {
    fn new() -> Self {
        Database { connected: true }
    }
}

fn main() {
    Database::instance().connected;
    let _taken: Database = *Database::instance();
}
