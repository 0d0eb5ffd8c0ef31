/// Adds.
#[must_use]
pub fn add(a: u32, b: u32) -> u32 {
    let _call = {
        struct Here;
        static SITE: ::tenure::__private::Site = ::tenure::__private::HERE
            .site::<Here>();
        SITE.enter()
    };
    a + b
}
/// Opens with an attribute and items.
#[must_use]
pub fn squares(numbers: &[u32]) -> u32 {
    #![allow(clippy::let_and_return)]
    use core::iter::Sum;
    const START: u32 = 0;
    fn square(number: u32) -> u32 {
        number * number
    }
    let _call = {
        static SITE: ::tenure::__private::Site = ::tenure::__private::HERE
            .named("sum of squares");
        SITE.enter()
    };
    let sum = u32::sum(numbers.iter().copied().map(square));
    START + sum
}
