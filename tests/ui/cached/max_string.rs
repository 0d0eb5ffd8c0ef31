use tenure::cached;

#[cached(max = "100")]
fn load(key: u32) -> u32 {
    key
}

fn main() {
    load(1);
}
