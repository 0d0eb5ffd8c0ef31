use tenure::Live;

struct Session {
    live: Live<Self>,
}

fn main() {
    let _ = Session { live: Live::new() };
}
