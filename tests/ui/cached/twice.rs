use tenure::cached;

#[cached(max = 10)]
#[cached(weak)]
fn load(a: u32) -> u32 {
    a
}

fn main() {
    load(1);
}
