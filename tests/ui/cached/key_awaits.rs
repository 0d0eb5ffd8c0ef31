use tenure::cached;

#[cached(max = 10, key = async |a| -> u32 { *a })]
fn load(a: u32) -> u32 {
    a
}

fn main() {
    load(1);
}
