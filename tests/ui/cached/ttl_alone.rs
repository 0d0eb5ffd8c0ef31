use tenure::cached;

#[cached(ttl = "60s")]
fn load(key: u32) -> u32 {
    key
}

fn main() {
    load(1);
}
