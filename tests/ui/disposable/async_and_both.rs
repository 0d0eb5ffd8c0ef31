use tenure::{Guard, disposable};

#[disposable(async, both)]
struct Log {
    guard: Guard,
}

fn main() {
    let _log = Log { guard: Guard::new() };
}
