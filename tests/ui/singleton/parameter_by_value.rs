use tenure::singleton;

struct Database(u16);

#[singleton]
impl Database {
    fn new(port: u16) -> Self {
        Database(port)
    }
}

fn main() {
    Database::instance();
}
