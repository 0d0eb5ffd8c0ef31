use tenure::{Live, tracked};

#[tracked]
#[derive(Clone, Copy)]
struct Session {
    live: Live<Self>,
}

fn main() {
    let _ = Session { live: Live::new() };
}
