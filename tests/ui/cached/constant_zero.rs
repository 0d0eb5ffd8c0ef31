use tenure::cached;

const NONE: usize = 0;

#[cached(max = NONE)]
fn load(key: u32) -> u32 {
    key
}

fn main() {
    load(1);
}
