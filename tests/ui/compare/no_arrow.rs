//! A row with a colon for an arrow.

fn main() {
    let _comparison = tenure::compare! {
        baseline: "one" => 1 + 1,
        "two": 2 + 2,
    };
}
