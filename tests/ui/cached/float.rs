use tenure::cached;

#[cached(max = 10)]
fn load(key: f64) -> u64 {
    key as u64
}

fn main() {
    load(1.0);
}
