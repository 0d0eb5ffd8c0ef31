use tenure::cached;

#[cached(max = 10)]
fn load(key: Option<&str>) -> usize {
    key.map_or(0, str::len)
}

fn main() {
    load(None);
}
