use std::rc::Rc;

use tenure::{Live, tracked};

#[tracked(weak)]
struct Session {
    user: Rc<str>,
    live: Live<Self>,
}

#[tracked(weak)]
enum State {
    Idle(Live<Self>),
    Busy(Live<Self>, Rc<u8>),
}

fn main() {
    let session = Session { user: Rc::from("ada"), live: Live::new() }.into_arc();
    let _ = (Session::instances(), session.user.len());
    let _ = (State::Idle(Live::new()), State::Busy(Live::new(), Rc::new(1)));
}
