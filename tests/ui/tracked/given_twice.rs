use tenure::{Live, tracked};

#[tracked(weak, weak)]
struct Session {
    live: Live<Self>,
}

#[tracked]
#[tracked(weak)]
struct User {
    live: Live<Self>,
}

fn main() {
    let _ = (Session { live: Live::new() }.into_arc(), User { live: Live::new() }, User::live());
}
