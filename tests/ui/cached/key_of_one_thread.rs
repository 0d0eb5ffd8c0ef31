//! A key has an `Rc` inside, which the attribute cannot see; another one holds a number that does not
//! equal itself.

use std::rc::Rc;

#[derive(Clone, PartialEq, Eq, Hash)]
struct Name(Rc<str>);

#[tenure::cached(max = 10)]
fn length(name: Name) -> usize {
    name.0.len()
}

#[tenure::cached(max = 10)]
fn sum(numbers: &[f64], times: u32) -> u64 {
    numbers.iter().map(|it| it.to_bits()).sum::<u64>() * u64::from(times)
}

fn main() {
    length(Name("a".into()));
    sum(&[1.0], 1);
}
