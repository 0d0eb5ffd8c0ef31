use tenure::cached;

#[cached(max = 10, time = 60)]
fn load(key: u32) -> u32 {
    key
}

fn main() {
    load(1);
}
