use tenure::{Guard, disposable};

#[disposable]
struct Log {
    #[dispose(with = Vec::clear)]
    lines: Vec<String>,
    guard: Guard,
}

fn main() {
    let Log { lines, guard } = Log { lines: Vec::new(), guard: Guard::new() };
    guard.defuse();
    drop(lines);
}
