//! Rustc says it once.

use tenure::{Guard, Owned, disposable};

#[disposable(into_parts)]
struct Log {
    line: Owned<u8>,
    line: String,
    guard: Guard,
}

#[disposable]
enum State {
    Open { line: Owned<u8>, line: String },
    #[dispose(terminal)]
    Closed,
}

fn main() {
    let _ = State::Closed;
}
