//! A row without code.

fn main() {
    let _comparison = tenure::compare! {
        baseline: "one" => 1 + 1,
        "two" => ,
    };
}
