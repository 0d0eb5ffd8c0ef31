use tenure::{Live, tracked};

#[tracked]
struct Session {
    live: Option<Live<Self>>,
}

fn main() {
    let _ = (Session { live: Some(Live::new()) }, Session::live());
}
