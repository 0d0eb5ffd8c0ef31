use tenure::members;

struct Pool<T>(T);

#[members]
impl<T> Pool<T> {
    fn new(value: T) -> Self {
        Pool(value)
    }
}

fn main() {
    let _pool = Pool::new(1);
}
