struct Pool<'a>(&'a u8);

#[tenure::singleton]
impl Pool<'_> {
    fn new() -> Self {
        Pool(&8)
    }
}

fn main() {
    let _: &Pool = Pool::instance();
}
