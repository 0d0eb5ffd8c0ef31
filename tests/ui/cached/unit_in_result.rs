use tenure::cached;

#[cached(max = 10)]
fn load(key: &str) -> Result<(), std::io::Error> {
    std::fs::remove_file(key)
}

fn main() {
    let _ = load("a");
}
