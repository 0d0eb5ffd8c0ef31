#[tenure::disposable]
struct Log {
    #[dispose]
    file: std::fs::File,
    guard: tenure::Guard,
}

fn main() {}
