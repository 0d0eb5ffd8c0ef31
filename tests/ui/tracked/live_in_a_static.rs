use tenure::{Live, tracked};

#[tracked]
struct Session {
    live: Live<Self>,
}

static SESSION: Session = Session { live: Live::new() };

fn main() {
    let _ = &SESSION;
}
