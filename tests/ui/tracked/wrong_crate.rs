use tenure::{Live, tracked};

#[tracked(crate = tenur)]
struct Session {
    live: Live<Self>,
}

fn main() {
    let _ = (Session { live: Live::new() }, Session::live());
}
