#[tenure::disposable]
struct Pool<T> {
    #[dispose]
    idle: T,
    guard: tenure::Guard,
}

fn main() {}
