use tenure::{Dispose, Guard, disposable};

#[disposable]
struct Now {
    #[dispose(with = |_| async { 1 })]
    text: String,
    guard: Guard,
}

fn main() {
    let mut now = Now { text: String::new(), guard: Guard::new() };
    now.dispose().unwrap();
    now.close().unwrap();
}
