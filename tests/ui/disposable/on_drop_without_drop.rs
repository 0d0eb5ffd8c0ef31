#[tenure::disposable(on_drop = report, fallback = none)]
struct Log {
    lines: Vec<String>,
    guard: tenure::Guard,
}

fn main() {}
