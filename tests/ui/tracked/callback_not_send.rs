use std::rc::Rc;

use tenure::{Live, tracked};

#[tracked]
struct Session {
    live: Live<Self>,
}

fn main() {
    let (session, name) = (Session { live: Live::new() }, Rc::new(1));
    tenure::finalize(&session, move || drop(name));
}
