#[tenure::disposable]
struct Log {
    #[dispose(with)]
    lines: Vec<String>,
    guard: tenure::Guard,
}

fn main() {}
