use tenure::cached;

#[cached(max = 10, key = |a| -> u32 { *a })]
fn load(a: u32, b: u32) -> u32 {
    a + b
}

fn main() {
    load(1, 2);
}
