#[tenure::disposable(strict)]
enum Log<const N: usize> {
    Open {
        #[dispose(skip)]
        name: String,
        #[dispose(skip)]
        files: [std::fs::File; N],
    },
}

fn main() {}
