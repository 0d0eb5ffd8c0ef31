//! Two rows that the others are held against.

fn main() {
    let _comparison = tenure::compare! {
        baseline: "one" => 1 + 1,
        baseline: "two" => 2 + 2,
    };
}
