use tenure::{Guard, disposable};

#[disposable(async)]
struct Log {
    #[dispose]
    name: String,
    guard: Guard,
}

#[disposable(both)]
struct Lines {
    #[dispose]
    lines: Vec<u8>,
    guard: Guard,
}

fn main() {}
