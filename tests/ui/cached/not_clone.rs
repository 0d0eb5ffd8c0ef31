use tenure::cached;

struct Data;

#[cached(max = 10)]
fn load(key: u32) -> Data {
    drop(key);
    Data
}

fn main() {
    load(1);
}
