use tenure::cached;

#[cached(max = 10)]
fn load(key: &mut Vec<u8>) -> usize {
    key.len()
}

fn main() {
    load(&mut vec![1]);
}
