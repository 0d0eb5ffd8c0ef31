//! Code in a closure, as for `measure`.

fn main() {
    let _comparison = tenure::compare! {
        baseline: "one" => || 1 + 1,
        "two" => move || 2 + 2,
    };
}
