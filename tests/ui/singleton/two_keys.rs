//! There is one key.

use tenure::singleton;

struct Route;

#[singleton(key = String)]
impl Route {
    fn new(_from: &String, _to: &str) -> Self {
        Route
    }
}

fn main() {
    Route::instance("a");
}
