#[tenure::disposable]
struct Log {
    #[dispose(with = Vec::pop)]
    lines: Vec<String>,
    guard: tenure::Guard,
}

fn main() {}
