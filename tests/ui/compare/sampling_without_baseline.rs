//! Options, and no baseline.

fn main() {
    let _comparison = tenure::compare! {
        sampling: tenure::Sampling::new(),
        "one" => 1 + 1,
        "two" => 2 + 2,
    };
}
