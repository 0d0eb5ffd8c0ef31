#[tenure::disposable]
struct Log {
    #[dispose(with = Vec::clear)]
    lines: Vec<String>,
}

fn main() {}
