//! The baseline stands behind another row.

fn main() {
    let _comparison = tenure::compare! {
        "one" => 1 + 1,
        baseline: "two" => 2 + 2,
    };
}
