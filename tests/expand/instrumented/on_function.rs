/// Adds.
#[instrumented]
#[must_use]
pub fn add(a: u32, b: u32) -> u32 {
    a + b
}

/// Opens with an attribute and items.
#[must_use]
#[instrumented(name = "sum of squares")]
pub fn squares(numbers: &[u32]) -> u32 {
    #![allow(clippy::let_and_return)]
    use core::iter::Sum;
    const START: u32 = 0;
    fn square(number: u32) -> u32 {
        number * number
    }

    let sum = u32::sum(numbers.iter().copied().map(square));
    START + sum
}
