use tenure::cached;

#[cached(max = 10)]
fn load<const N: usize>(key: [u8; N]) -> usize {
    key.len()
}

fn main() {
    load([1]);
}
