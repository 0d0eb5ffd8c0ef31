use std::sync::Arc;

use tenure::cached;

#[cached(weak)]
fn load(key: u32) -> Option<Arc<u32>> {
    Some(Arc::new(key))
}

fn main() {
    load(1);
}
