//! A number finds no name.

use tenure::singleton;

#[singleton(key = String, init = |_| Pool)]
struct Pool;

fn main() {
    Pool::instance(&7);
}
