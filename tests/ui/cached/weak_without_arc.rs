use tenure::cached;

#[cached(weak)]
fn load(key: u32) -> String {
    key.to_string()
}

fn main() {
    load(1);
}
