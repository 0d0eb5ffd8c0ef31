use tenure::cached;

#[cached(max = 10)]
fn load(key: u32) -> impl Iterator<Item = u32> {
    0..key
}

fn main() {
    load(1).count();
}
