#[tenure::disposable]
struct Log {
    #[dispose(skip, with = Vec::clear)]
    lines: Vec<String>,
    guard: tenure::Guard,
}

fn main() {}
