//! Options behind a row.

fn main() {
    let _comparison = tenure::compare! {
        baseline: "one" => 1 + 1,
        "two" => 2 + 2,
        sampling: tenure::Sampling::new(),
    };
}
