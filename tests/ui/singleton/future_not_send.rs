use std::rc::Rc;

use tenure::singleton;

struct Pool;

#[singleton]
impl Pool {
    async fn new() -> Self {
        let local = Rc::new(8);
        std::future::ready(()).await;
        drop(local);
        Pool
    }
}

fn main() {
    let _ = Pool::instance();
}
