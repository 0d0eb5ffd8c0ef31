use tenure::Live;

/// A window.
#[tracked(weak)]
#[derive(Debug, Default)]
pub struct Window(Live<Self>, pub String);

/// A list.
#[tracked(weak)]
#[derive(Debug, Default)]
pub struct List<T> {
    items: Vec<T>,
    live: Live<Self>,
}

/// How many items there are in all lists.
#[must_use]
pub fn items() -> usize {
    List::<u8>::instances().iter().map(|list| list.items.len()).sum()
}
