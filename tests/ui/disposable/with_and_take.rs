#[tenure::disposable]
struct Log {
    #[dispose(with = Option::take, take = drop)]
    name: Option<String>,
    guard: tenure::Guard,
}

fn main() {}
