//! Rustc says so, and once.

use tenure::singleton;

#[singleton]
impl u8 {
    fn new() -> Self {
        1
    }
}

fn main() {}
