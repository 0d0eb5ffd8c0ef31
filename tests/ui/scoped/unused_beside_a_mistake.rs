//! Of the parameters nothing is said beside the mistake.

#![deny(warnings)]

use tenure::scoped;

#[scoped]
fn sum(mut first: u32, (second, third): (u32, u32)) -> u32 {
    first += 1;
    first + second + third
}

fn main() {
    println!("{}", sum(1, (2, 3)));
}
