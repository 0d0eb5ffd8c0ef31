#[tenure::disposable]
struct Log {
    #[dispose(take = drop)]
    name: String,
}

fn main() {}
