//! Rustc proposes a parameter for it, at one and the same place.

use tenure::{Guard, disposable};

#[disposable(into_parts, strict)]
struct Log {
    #[dispose(skip)]
    lines: Vec<Lien>,
    files: Vec<Flie>,
    guard: Guard,
}

fn main() {}
