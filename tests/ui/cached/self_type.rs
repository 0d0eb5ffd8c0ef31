use tenure::cached;

#[derive(Clone, PartialEq, Eq, Hash)]
struct Shop;

impl Shop {
    #[cached(max = 10)]
    fn open(other: Self) -> u8 {
        drop(other);
        1
    }
}

fn main() {
    Shop::open(Shop);
}
