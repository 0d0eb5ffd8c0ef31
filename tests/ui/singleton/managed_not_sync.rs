use std::cell::Cell;

use tenure::singleton;

struct Counter(Cell<u8>);

#[singleton(managed, dispose = Counter::reset)]
impl Counter {
    fn new() -> Self {
        Counter(Cell::new(0))
    }

    fn reset(&self) {
        self.0.set(0);
    }
}

fn main() {
    Counter::instance().0.set(1);
    Counter::dispose().unwrap();
}
