use tenure::{Live, tracked};

#[tracked]
struct Session {
    live: Live<Self>,
    other: Live<Session>,
}

fn main() {
    let _ = (Session { live: Live::new(), other: Live::new() }, Session::live());
}
