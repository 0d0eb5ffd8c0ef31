use tenure::cached;

#[cached(max = 10)]
fn load(key: u32) {
    println!("{key}");
}

fn main() {
    load(1);
}
