use tenure::cached;

#[derive(Clone, PartialEq, Eq)]
struct Key;

#[cached(max = 10)]
fn load(_key: Key) -> u32 {
    1
}

fn main() {
    load(Key);
}
