//! Every macro under `crate = path`, in a crate that knows `tenure` by another name only.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

use life::singleton;

/// How the program is set up.
#[singleton(crate = life, eager, init = || Config { port: 80 })]
pub struct Config {
    port: u16,
}

/// A connection.
pub struct Database {
    port: u16,
}

#[singleton(crate = ::life, deps(Config), dispose = Database::close)]
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

/// Begins and ends the process.
pub fn process() {
    let _ = main();
}

#[life::main(crate = life)]
fn main() {}

#[test]
fn singletons_are_made() {
    assert_eq!(Database::instance().port(), 80);
}
