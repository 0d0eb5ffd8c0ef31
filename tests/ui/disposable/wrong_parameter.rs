#[tenure::disposable]
struct Log {
    #[dispose(with = String::clear)]
    lines: Vec<String>,
    guard: tenure::Guard,
}

fn main() {}
