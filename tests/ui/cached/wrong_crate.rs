use tenure::cached;

#[cached(max = 10, crate = unknown, cache = kept)]
fn length(text: String) -> usize {
    text.len()
}

fn main() {
    length(String::new());
}
