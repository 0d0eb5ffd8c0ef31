use tenure::cached;

#[cached(max = 100usize)]
fn load(key: u32) -> u32 {
    key
}

fn main() {
    load(1);
}
