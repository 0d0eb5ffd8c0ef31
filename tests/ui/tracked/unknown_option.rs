use tenure::{Live, tracked};

#[tracked(weka)]
struct Session {
    live: Live<Self>,
}

fn main() {
    let _ = (Session { live: Live::new() }.into_arc(), Session::instances());
}
