/// A counter.
#[derive(Debug, Default)]
pub struct Counter(u32);
impl Counter {
    /// The first number.
    pub const START: u32 = 1;
    /// Starts.
    #[must_use]
    pub const fn new() -> Self {
        Counter(Self::START)
    }
    /// Counts on.
    pub fn advance(&mut self) -> u32 {
        let _call = {
            struct Here;
            static SITE: ::tenure::__private::Site = ::tenure::__private::HERE
                .site::<Here>();
            SITE.enter()
        };
        self.0 += 1;
        self.0
    }
    /// The last number.
    #[must_use]
    pub fn last(&self) -> u32 {
        self.0
    }
}
