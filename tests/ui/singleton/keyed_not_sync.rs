//! Instances with a key are shared like all others.

use std::cell::Cell;

use tenure::singleton;

#[singleton(key = u32, init = |_| Counter(Cell::new(0)))]
struct Counter(Cell<u32>);

fn main() {
    Counter::instance(&1);
}
