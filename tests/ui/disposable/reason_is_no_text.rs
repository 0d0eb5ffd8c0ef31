#[tenure::disposable]
struct Log {
    #[dispose(skip = the_pool)]
    lines: Vec<String>,
}

fn main() {}
