//! What `key` makes refers to the arguments, or does not equal itself.

#[tenure::cached(max = 10, key = |text| -> &str { text })]
fn length(text: &str) -> usize {
    text.len()
}

#[tenure::cached(max = 10, key = |number| -> f64 { *number })]
fn root(number: f64) -> f64 {
    number.sqrt()
}

fn main() {
    length("a");
    root(1.0);
}
