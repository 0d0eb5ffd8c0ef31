//! What no field names is reported, and not that nobody can infer it.

use tenure::{Guard, disposable};

#[disposable(into_parts)]
struct Log<T> {
    line: String,
    guard: Guard,
}

fn main() {}
