#[tenure::disposable(fallback = nothing)]
struct Log {
    lines: Vec<String>,
}

fn main() {}
