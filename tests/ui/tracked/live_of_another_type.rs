use tenure::{Live, tracked};

#[tracked]
struct User {
    live: Live<Self>,
}

#[tracked]
struct Session {
    live: Live<User>,
}

fn main() {
    let _ = (Session { live: Live::new() }, User { live: Live::new() }, Session::live());
}
