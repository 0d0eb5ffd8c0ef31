//! No row that the others are held against.

fn main() {
    let _comparison = tenure::compare! {
        "one" => 1 + 1,
        "two" => 2 + 2,
    };
}
