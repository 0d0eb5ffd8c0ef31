//! Two rows of one name.

fn main() {
    let _comparison = tenure::compare! {
        baseline: "one" => 1 + 1,
        "two" => 2 + 2,
        "one" => 3 + 3,
    };
}
