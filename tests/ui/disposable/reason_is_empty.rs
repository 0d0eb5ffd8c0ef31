#[tenure::disposable]
struct Log {
    #[dispose(skip = "")]
    lines: Vec<String>,
    #[dispose(skip = " ")]
    file: std::fs::File,
}

fn main() {}
