use std::cell::Cell;

use tenure::singleton;

#[singleton(init = || State::Counted { hits: Cell::new(0) })]
enum State {
    Uncounted,
    Counted { hits: Cell<u32> },
}

fn main() {
    if let State::Counted { hits } = State::instance() {
        hits.set(1);
    }
    let _ = State::Uncounted;
}
