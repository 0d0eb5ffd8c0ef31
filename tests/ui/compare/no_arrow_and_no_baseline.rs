//! Rows that cannot be read, the first of them as well: nobody knows what it was meant to be.

fn main() {
    let _first = tenure::compare! { "one" 1 + 1, "two" => 2 + 2 };
    let _second = tenure::compare! { "one" = 1 + 1, "two" => 2 + 2 };
    let _third = tenure::compare! { "one", "two" => 2 + 2 };
    // Here the first row can be read.
    let _fourth = tenure::compare! { "one" => 1 + 1, "two": 2 + 2 };
}
