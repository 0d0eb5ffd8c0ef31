use tenure::{Handle, singleton};

#[singleton(init = || Pool)]
struct Pool;

struct Database;

#[singleton(managed)]
impl Database {
    fn new(_: Handle<Pool>) -> Self {
        Database
    }
}

fn main() {
    let _database = Database::instance();
}
