//! Says of each row whether it is the same machine code as the baseline.

#![allow(missing_docs)]

use std::hint::black_box;
use std::time::Duration;

use tenure::{Sampling, compare};

static NUMBERS: [u64; 5] = [1, 2, 3, 4, 5];

static OTHERS: [u64; 5] = [5, 4, 3, 2, 1];

struct Instance;

impl Instance {
    #[inline(never)]
    fn double_static(x: u64) -> u64 {
        x.wrapping_mul(2)
    }

    /// Compiled once more for each `N`.
    #[inline(never)]
    fn copy<const N: u8>(numbers: &[u64]) -> u64 {
        numbers.iter().fold(0, |sum, number| black_box(sum ^ number))
    }
}

fn main() {
    let (one, two) = (black_box(7_u64), black_box(8_u64));
    let comparison = compare! {
        sampling: Sampling::new().time(Duration::from_millis(1)).rounds(11),
        baseline: "sum" => black_box(&NUMBERS).iter().sum::<u64>(),
        "sum once more" => black_box(&NUMBERS).iter().sum::<u64>(),
        "product" => black_box(&NUMBERS).iter().product::<u64>(),
        "another static" => black_box(&OTHERS).iter().sum::<u64>(),
    };
    println!("{comparison}");
    let calls = compare! {
        sampling: Sampling::new().time(Duration::from_millis(1)).rounds(11),
        baseline: "a call" => Instance::double_static(black_box(5)),
        "the same call" => Instance::double_static(black_box(5)),
        "another number" => Instance::double_static(black_box(6)),
        "a loop" => Instance::copy::<0>(&NUMBERS),
    };
    let copies = compare! {
        sampling: Sampling::new().time(Duration::from_millis(1)).rounds(11),
        baseline: "copy" => Instance::copy::<1>(black_box(&NUMBERS)),
        "another copy" => Instance::copy::<2>(black_box(&NUMBERS)),
    };
    let captured = compare! {
        sampling: Sampling::new().time(Duration::from_millis(1)).rounds(11),
        baseline: "one" => black_box(&one).wrapping_mul(3),
        "two" => black_box(&two).wrapping_mul(3),
        "by five" => black_box(&one).wrapping_mul(5),
    };
    for comparison in [comparison, calls, copies, captured] {
        for row in &comparison.rows()[1..] {
            println!("{}: {:?}", row.name, comparison.is_same_code(&row.name));
        }
    }
}
