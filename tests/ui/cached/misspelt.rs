use tenure::cached;

#[cached(mx = 10)]
fn load(key: u32) -> u32 {
    key
}

fn main() {
    load(1);
}
