//! A name that is no text.

fn main() {
    let _comparison = tenure::compare! {
        baseline: 1 => 1 + 1,
        2 => 2 + 2,
    };
}
