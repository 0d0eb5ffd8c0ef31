//! It is given back as it is, so that a constant may be made of it.

use tenure::scoped;

#[scoped]
const fn double(number: u32) -> u32 {
    number * 2
}

const FOUR: u32 = double(2);

fn main() {
    println!("{FOUR}");
}
