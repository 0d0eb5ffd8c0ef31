use std::future::Future;

use tenure::cached;

#[cached(max = 10)]
fn load(key: u32) -> impl Future<Output = u32> {
    async move { key }
}

fn main() {
    drop(load(1));
}
