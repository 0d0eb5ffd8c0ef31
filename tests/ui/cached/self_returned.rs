use tenure::cached;

#[derive(Clone)]
struct Shop;

impl Shop {
    #[cached(max = 10)]
    fn open() -> Option<Self> {
        Some(Shop)
    }
}

fn main() {
    Shop::open();
}
