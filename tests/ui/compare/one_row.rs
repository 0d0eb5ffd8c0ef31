//! Nothing to hold against the baseline.

fn main() {
    let _comparison = tenure::compare! {
        baseline: "one" => 1 + 1,
    };
}
