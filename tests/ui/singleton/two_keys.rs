//! There is one key.

use tenure::singleton;

struct Route;

#[singleton(key = String)]
impl Route {
    fn new(_from: &String, _to: &str) -> Self {
        Route
    }
}

struct Road;

#[singleton(key = u32)]
impl Road {
    fn new(_from: u32, _to: &u32) -> Self {
        Road
    }
}

fn main() {
    Road::instance(&1);
    Route::instance("a");
}
