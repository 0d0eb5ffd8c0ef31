use std::sync::Arc;

use tenure::cached;

#[cached(weak = true)]
fn load(key: u32) -> Arc<u32> {
    Arc::new(key)
}

fn main() {
    load(1);
}
