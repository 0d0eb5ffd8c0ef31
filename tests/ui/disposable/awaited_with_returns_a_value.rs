use tenure::{AsyncDispose, Dispose, Guard, disposable};

#[disposable(both)]
struct Later {
    #[dispose(with = |_| async { 1 })]
    text: String,
    guard: Guard,
}

fn main() {
    let mut later = Later { text: String::new(), guard: Guard::new() };
    later.dispose().unwrap();
    let _ = later.close_async();
}
