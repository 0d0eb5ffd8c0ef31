use tenure::{Dispose as _, Guard, disposable};

#[disposable(into_parts, strict)]
struct Log {
    #[dispose(skip)]
    line: Strng,
    guard: Guard,
}

fn main() {
    let mut log = Log { line: String::new(), guard: Guard::new() };
    let _outcome = log.dispose();
    let LogParts { line } = log.into_parts();
    drop(line);
}
