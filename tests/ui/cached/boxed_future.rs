use std::future::Future;
use std::pin::Pin;

use tenure::cached;

#[cached(max = 10)]
fn load(key: u32) -> Pin<Box<dyn Future<Output = u32>>> {
    Box::pin(async move { key })
}

fn main() {
    drop(load(1));
}
