/// Works with numbers.
#[derive(Debug)]
pub enum Numbers {}
#[automatically_derived]
impl ::tenure::Utility for Numbers {}
/// Works with words.
pub enum Words {}
#[automatically_derived]
impl ::tenure::Utility for Words {}
impl Numbers {
    /// Adds.
    #[must_use]
    pub fn add(a: u32, b: u32) -> u32 {
        a + b
    }
}
const _: () = ::tenure::__private::is_utility::<Numbers>();
