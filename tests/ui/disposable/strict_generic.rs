#[tenure::disposable(strict)]
struct Pool<T> {
    #[dispose(skip)]
    idle: Vec<T>,
}

fn main() {}
