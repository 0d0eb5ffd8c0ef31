use tenure::cached;

#[derive(PartialEq, Eq, Hash)]
struct Key;

#[cached(max = 10)]
fn load(_key: &Key, _n: u8) -> u32 {
    1
}

fn main() {
    load(&Key, 1);
}
