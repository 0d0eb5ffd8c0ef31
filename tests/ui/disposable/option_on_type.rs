#[tenure::disposable]
#[dispose(skip)]
struct Log {
    lines: Vec<String>,
}

fn main() {}
