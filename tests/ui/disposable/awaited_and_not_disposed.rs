use tenure::{Dispose, Guard, disposable};

#[disposable(async)]
struct Log {
    guard: Guard,
}

fn main() {
    Log { guard: Guard::new() }.dispose();
}
