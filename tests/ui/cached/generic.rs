use tenure::cached;

#[cached(max = 10)]
fn load<T: ToString>(key: T) -> String {
    key.to_string()
}

fn main() {
    load(1);
}
