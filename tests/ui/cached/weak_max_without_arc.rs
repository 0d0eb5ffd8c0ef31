use tenure::cached;

#[cached(max = 10, weak)]
fn load(key: u32) -> Result<String, ()> {
    Ok(key.to_string())
}

fn main() {
    let _ = load(1);
}
