#[tenure::disposable]
struct Log {
    #[dispose = "drop"]
    lines: Option<String>,
}

fn main() {}
