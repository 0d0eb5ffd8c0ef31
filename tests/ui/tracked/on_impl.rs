use tenure::tracked;

struct Session;

#[tracked]
impl Session {
    fn new() -> Self {
        Session
    }
}

fn main() {
    Session::new();
}
