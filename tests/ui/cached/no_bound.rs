use tenure::cached;

#[cached]
fn load(key: u32) -> u32 {
    key
}

fn main() {
    load(1);
}
