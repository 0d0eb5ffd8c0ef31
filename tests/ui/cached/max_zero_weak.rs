use std::sync::Arc;

use tenure::cached;

#[cached(max = 0, weak)]
fn load(key: u32) -> Arc<u32> {
    Arc::new(key)
}

fn main() {
    load(1);
}
