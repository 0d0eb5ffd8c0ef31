use tenure::cached;

#[cached(max = 10)]
async fn load(a: u32) -> Result<u32, ()> {
    Ok(a.to_string())
}

fn main() {
    drop(load(1));
}
