use tenure::Live;

/// What somebody has ordered.
#[tracked(bare)]
#[derive(Debug, Default)]
pub struct Order<'a> {
    prices: &'a [u32],
    live: Live<Self>,
}

impl Order<'_> {
    /// What it costs.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.prices.iter().sum()
    }
}
