use tenure::cached;

#[cached(max = 10)]
fn load(key: impl ToString) -> String {
    key.to_string()
}

fn main() {
    load(1);
}
