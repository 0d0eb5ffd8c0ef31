use tenure::Guard;

#[tenure::disposable]
struct Log {
    guard: Guard,
    other: tenure::Guard,
}

fn main() {}
