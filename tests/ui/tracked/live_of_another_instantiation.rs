use tenure::{Live, tracked};

#[tracked]
struct Pool<T> {
    items: Vec<T>,
    live: Live<Pool<u8>>,
}

fn main() {
    let _ = (Pool { items: vec![1_u16], live: Live::new() }, Pool::<u16>::live());
}
