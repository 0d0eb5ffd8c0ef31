use tenure::cached;

#[cached(max = 10, key = "key")]
fn load(key: &str) -> usize {
    key.len()
}

fn main() {
    load("a");
}
