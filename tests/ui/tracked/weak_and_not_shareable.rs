use std::cell::Cell;

use tenure::{Live, tracked};

#[tracked(weak)]
struct Session {
    hits: Cell<u8>,
    live: Live<Self>,
}

fn main() {
    let session = Session { hits: Cell::new(1), live: Live::new() }.into_arc();
    let _ = (Session::instances(), session.hits.get());
}
