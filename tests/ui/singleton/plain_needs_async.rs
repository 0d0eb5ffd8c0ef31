use tenure::singleton;

struct Pool;

#[singleton]
impl Pool {
    async fn new() -> Self {
        Pool
    }
}

struct Store;

#[singleton]
impl Store {
    fn new(_pool: &'static Pool) -> Self {
        Store
    }
}

fn main() {
    Store::instance();
}
