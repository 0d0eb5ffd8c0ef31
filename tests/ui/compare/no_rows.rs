//! A comparison of nothing.

fn main() {
    let _comparison = tenure::compare! {};
}
