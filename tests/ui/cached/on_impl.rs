use tenure::cached;

struct Data;

#[cached(max = 10)]
impl Data {
    fn load(key: u32) -> u32 {
        key
    }
}

fn main() {
    Data::load(1);
}
