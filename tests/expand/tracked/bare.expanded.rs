use tenure::Live;
/// What somebody has ordered.
#[derive(Debug, Default)]
pub struct Order<'a> {
    prices: &'a [u32],
    live: Live<Self>,
}
#[automatically_derived]
impl ::tenure::Tracked for Order<'_> {
    fn declaration() -> &'static ::tenure::__private::Declaration {
        static DECLARATION: ::tenure::__private::Declaration = ::tenure::__private::Declaration::new();
        &DECLARATION
    }
    fn counted_by(&self) -> &::tenure::Live<Self> {
        &self.live
    }
}
impl Order<'_> {
    /// What it costs.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.prices.iter().sum()
    }
}
