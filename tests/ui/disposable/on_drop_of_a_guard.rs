#[tenure::disposable(fallback = guard, on_drop = dispose)]
struct Log {
    lines: Vec<String>,
    guard: tenure::Guard,
}

fn main() {}
