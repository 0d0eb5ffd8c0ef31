use tenure::{Live, tracked};

#[tracked(weak)]
struct Session<'a> {
    user: &'a str,
    live: Live<Self>,
}

fn main() {
    let user = String::new();
    let session = Session { user: &user, live: Live::new() }.into_arc();
    drop(session.user);
}
