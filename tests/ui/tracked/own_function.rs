use tenure::{Live, tracked};

#[tracked]
struct Order {
    live: Live<Self>,
}

impl Order {
    fn total(&self) -> u32 {
        1
    }
}

fn main() {
    Order { live: Live::new() }.total();
}
