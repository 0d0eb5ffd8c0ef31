//! The path is looked up once for each type.

use tenure::{Guard, disposable};

mod toolkit {
    pub mod inner {}
}

#[disposable(crate = nowhere, into_parts, strict)]
struct Log {
    #[dispose(skip)]
    line: String,
    lines: Vec<u8>,
    guard: Guard,
}

#[disposable(crate = toolkit::inner, async)]
struct Link {
    log: Log,
    guard: Guard,
}

#[disposable(crate = toolkit::outer)]
enum State {
    Open(Link),
    #[dispose(terminal)]
    Closed,
}

fn lines(log: Log) -> Vec<u8> {
    log.into_parts().lines
}

fn main() {
    let _ = State::Closed;
    let _ = lines;
}
