#[tenure::disposable]
struct Log {
    #[dispose(take = drop)]
    #[dispose(skip)]
    name: Option<String>,
}

fn main() {}
