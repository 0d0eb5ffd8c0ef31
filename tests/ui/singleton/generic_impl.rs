use tenure::singleton;

struct Pool<K, V>(K, V);

#[singleton]
impl<K, V> Pool<K, V> {
    fn new() -> Self {
        loop {}
    }
}

fn main() {
    let _ = Pool::<u8, u8>::try_instance();
}
