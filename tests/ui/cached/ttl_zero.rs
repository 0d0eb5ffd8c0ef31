use tenure::cached;

#[cached(max = 1, ttl = "0s")]
fn load(key: u32) -> u32 {
    key
}

fn main() {
    load(1);
}
