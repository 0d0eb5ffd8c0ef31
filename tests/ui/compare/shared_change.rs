//! Two rows that change one value.

fn main() {
    let mut count = 0;
    let _comparison = tenure::compare! {
        baseline: "one" => count += 1,
        "two" => count += 2,
    };
}
