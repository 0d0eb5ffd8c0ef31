use tenure::cached;

#[cached(max = 10)]
fn load(a: u32) -> u32 {
    a.to_string()
}

fn main() {
    load(1);
}
