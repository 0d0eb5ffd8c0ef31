use tenure::cached;

#[cached(max = 10, key = |a| -> String { *a })]
fn load(a: u32) -> u32 {
    a
}

fn main() {
    load(1);
}
