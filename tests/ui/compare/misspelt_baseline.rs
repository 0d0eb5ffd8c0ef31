//! A misspelt baseline.

fn main() {
    let _comparison = tenure::compare! {
        basline: "one" => 1 + 1,
        "two" => 2 + 2,
    };
}
