// Seed: A19, F7.
// TypeScript erases `private`: its `new Database()` runs, and there are two.

mod database {
    use tenure::singleton;

    pub struct Database {
        connected: bool,
    }

    #[singleton]
    impl Database {
        fn new() -> Self {
            Database { connected: true }
        }

        pub fn is_connected(&self) -> bool {
            self.connected
        }
    }
}

use database::Database;

fn main() {
    Database::instance().is_connected();
    let _second = Database { connected: true };
}
