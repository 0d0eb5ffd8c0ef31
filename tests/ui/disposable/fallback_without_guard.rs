#[tenure::disposable(fallback = guard)]
struct Log {
    lines: Vec<String>,
}

fn main() {}
