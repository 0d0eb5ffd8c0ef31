use tenure::tracked;

#[tracked]
struct Session {
    live: bool,
}

fn main() {
    let _ = (Session { live: true }, Session::live());
}
