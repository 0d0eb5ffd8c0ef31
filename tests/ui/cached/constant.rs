use tenure::cached;

#[cached(max = 10)]
const fn load(key: u32) -> u32 {
    key
}

fn main() {
    load(1);
}
