use tenure::tracked;

#[tracked]
struct Session {
    user: String,
}

fn main() {
    let session = Session { user: String::new() };
    let _ = (Session::live(), Session::total(), Session::peak(), Session::snapshot());
    drop(session.user);
}
