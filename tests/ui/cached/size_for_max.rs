use tenure::cached;

#[cached(size = 100)]
fn load(key: u32) -> u32 {
    key
}

fn main() {
    load(1);
}
