use tenure::Session;

fn main() {
    let session = Session::start_local();
    std::thread::spawn(move || session.stop());
}
