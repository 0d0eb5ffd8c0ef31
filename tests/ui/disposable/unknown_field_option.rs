#[tenure::disposable]
struct Log {
    #[dispose(wiht = Vec::clear)]
    lines: Vec<String>,
    guard: tenure::Guard,
}

fn main() {}
