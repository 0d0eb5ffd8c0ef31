use tenure::{Live, tracked};

#[tracked(weak = Rc)]
struct Session {
    live: Live<Self>,
}

fn main() {
    let _ = (Session { live: Live::new() }.into_arc(), Session::instances());
}
