/// Works with numbers.
#[tenure::utility]
#[derive(Debug)]
pub struct Numbers;

/// Works with words.
#[tenure::utility]
pub enum Words {}

#[tenure::utility]
impl Numbers {
    /// Adds.
    #[must_use]
    pub fn add(a: u32, b: u32) -> u32 {
        a + b
    }
}
