use std::rc::Rc;

use tenure::{Guard, disposable};

#[disposable(async, hook = Log::goodbye)]
struct Log {
    lines: Rc<str>,
    guard: Guard,
}

impl Log {
    async fn goodbye(&mut self) {}
}

fn main() {}
