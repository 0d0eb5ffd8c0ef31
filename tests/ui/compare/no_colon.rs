//! A word without the colon behind it.

use tenure::compare;

fn main() {
    compare! { baseline "one" => 1, "two" => 2 };
    compare! { sampling = tenure::Sampling::new(), baseline: "one" => 1, "two" => 2 };
}
