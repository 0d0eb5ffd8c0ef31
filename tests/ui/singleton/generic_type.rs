use tenure::singleton;

#[singleton]
struct Pool<T> {
    items: Vec<T>,
}

fn main() {
    let _ = Pool::<u8>::instance();
}
