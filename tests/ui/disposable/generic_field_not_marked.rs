#[tenure::disposable]
struct Pool<T> {
    idle: Vec<T>,
    guard: tenure::Guard,
}

fn main() {}
