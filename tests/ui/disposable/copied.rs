#[tenure::disposable(fallback = none)]
#[derive(Clone, Copy)]
enum Light {
    On(#[dispose(with = |_| ())] u8),
    #[dispose(terminal)]
    Off,
}

fn main() {}
