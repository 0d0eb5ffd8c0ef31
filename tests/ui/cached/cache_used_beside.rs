use tenure::cached;

#[cached(max = 0, cache = load_cache)]
fn load(key: &str) -> Result<u32, String> {
    key.parse().map_err(|_| key.to_owned())
}

fn main() {
    let _ = load("1");
    println!("{:?} {}", load_cache().get("1"), load_cache().stats());
}
