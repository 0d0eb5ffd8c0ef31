struct Guard;

#[tenure::disposable]
struct Log {
    guard: Guard,
}

fn main() {}
