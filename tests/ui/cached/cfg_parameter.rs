use tenure::cached;

#[cached(max = 10)]
fn load(a: u32, #[cfg(unix)] b: u32) -> u32 {
    a + b
}

fn main() {
    load(1, 2);
}
