use tenure::cached;

#[cached(max = 0, ttl = 60, size = 3, cache = load_cache)]
const fn load<T>(key: f32, other: &mut T) -> &str {
    ""
}

struct Shop;

impl Shop {
    #[cached(weak, key = |a| a, cache = open_cache)]
    fn open(&mut self, key: Option<&str>) -> String {
        key.unwrap_or_default().to_owned()
    }
}

fn main() {
    let text: &str = load(1.0, &mut 2);
    let opened: String = Shop.open(None);
    println!("{text}{opened}");
}
