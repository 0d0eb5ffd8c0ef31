use tenure::cached;

#[cached(max = 10)]
fn load(key: &str) -> &str {
    key.trim()
}

fn main() {
    load("a");
}
