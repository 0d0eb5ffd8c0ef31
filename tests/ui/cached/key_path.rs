use tenure::cached;

#[cached(max = 10, key = str::len)]
fn load(key: &str) -> usize {
    key.len()
}

fn main() {
    load("a");
}
