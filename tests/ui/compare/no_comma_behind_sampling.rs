//! No comma behind the options.

fn main() {
    let _comparison = tenure::compare! {
        sampling: tenure::Sampling::new()
        baseline: "one" => 1 + 1,
        "two" => 2 + 2,
    };
}
