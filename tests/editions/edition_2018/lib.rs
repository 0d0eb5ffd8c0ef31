//! Every macro in this edition.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

use tenure::singleton;

/// How the program is set up.
#[singleton(eager, init = || Config { port: 80 })]
pub struct Config {
    port: u16,
}

/// A connection.
pub struct Database {
    port: u16,
}

#[singleton(deps(Config), dispose = Database::close)]
impl Database {
    fn new(config: &'static Config) -> Self {
        Database { port: config.port }
    }

    /// Where it is connected to.
    pub fn port(&self) -> u16 {
        self.port
    }

    fn close(&self) {}
}

#[test]
fn singletons_are_made() {
    assert_eq!(Database::instance().port(), 80);
}
