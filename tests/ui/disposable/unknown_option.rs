#[tenure::disposable(strickt)]
struct Log {
    lines: Vec<String>,
}

fn main() {}
