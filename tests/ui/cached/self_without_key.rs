use tenure::cached;

struct Shop;

impl Shop {
    #[cached(max = 10)]
    fn price(&self, item: u32) -> u32 {
        item
    }
}

fn main() {
    Shop.price(1);
}
