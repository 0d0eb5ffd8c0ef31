//! Code that rustc does not understand.

fn main() {
    let _comparison = tenure::compare! {
        baseline: "one" => 1 + ,
        "two" => 2 + 2,
    };
}
