use tenure::{Guard, disposable, singleton};

#[disposable]
struct Shard {
    guard: Guard,
}

#[singleton(key = u8)]
impl Shard {
    fn new(_: &u8) -> Self {
        Shard { guard: Guard::new() }
    }
}

fn main() {
    Shard::instance(&1);
}
