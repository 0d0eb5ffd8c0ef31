use tenure::{Dispose, Guard, disposable};

#[disposable(with = Vec::clear, skip, take = drop, terminal)]
struct Log {
    lines: Vec<u8>,
    guard: Guard,
}

fn main() {
    let mut log = Log { lines: Vec::new(), guard: Guard::new() };
    log.dispose().unwrap();
    log.close().unwrap();
}
