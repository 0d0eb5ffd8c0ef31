#[tenure::disposable]
struct Log<T> {
    #[dispose]
    line: String,
    #[dispose]
    value: Vec<T>,
}

fn main() {}
