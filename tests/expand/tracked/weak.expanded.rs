use tenure::Live;
/// A window.
#[derive(Debug, Default)]
pub struct Window(Live<Self>, pub String);
#[automatically_derived]
impl ::tenure::Tracked for Window {
    fn declaration() -> &'static ::tenure::__private::Declaration {
        static DECLARATION: ::tenure::__private::Declaration = ::tenure::__private::Declaration::new();
        &DECLARATION
    }
    fn counted_by(&self) -> &::tenure::Live<Self> {
        &self.0
    }
}
impl Window {
    /// How many values of `Window` are alive.
    #[must_use]
    pub fn live() -> ::tenure::Count {
        ::tenure::Counts::of::<Self>().live
    }
    /// How many values of `Window` were made.
    #[must_use]
    pub fn total() -> ::tenure::Count {
        ::tenure::Counts::of::<Self>().total
    }
    /// How many values of `Window` were alive at once, at most.
    #[must_use]
    pub fn peak() -> ::tenure::Count {
        ::tenure::Counts::of::<Self>().peak
    }
    /// The counts of `Window`, also by the places where they were made.
    #[must_use]
    pub fn snapshot() -> ::tenure::Snapshot {
        ::tenure::Snapshot::of::<Self>()
    }
}
#[automatically_derived]
impl ::tenure::__private::InArc for Window {
    fn listing() -> ::tenure::__private::Listing<Self> {
        const LISTING: ::tenure::__private::Listing<Window> = ::tenure::__private::listing!(
            Window; _1(String)
        );
        LISTING
    }
}
impl Window {
    /// Puts the value into an `Arc`, by which `Window::instances` finds it.
    #[must_use]
    pub fn into_arc(self) -> ::tenure::__private::Arc<Self> {
        ::tenure::__private::into_arc(self)
    }
    /// The values of `Window` that are alive, in the order of their `into_arc`.
    #[must_use]
    pub fn instances() -> ::tenure::__private::Vec<::tenure::__private::Arc<Self>> {
        ::tenure::__private::instances()
    }
}
/// A list.
#[derive(Debug, Default)]
pub struct List<T> {
    items: Vec<T>,
    live: Live<Self>,
}
#[automatically_derived]
impl<T> ::tenure::Tracked for List<T> {
    fn declaration() -> &'static ::tenure::__private::Declaration {
        static DECLARATION: ::tenure::__private::Declaration = ::tenure::__private::Declaration::new();
        &DECLARATION
    }
    fn counted_by(&self) -> &::tenure::Live<Self> {
        &self.live
    }
}
impl<T> List<T> {
    /// How many values of `List` are alive.
    #[must_use]
    pub fn live() -> ::tenure::Count {
        ::tenure::Counts::of::<Self>().live
    }
    /// How many values of `List` were made.
    #[must_use]
    pub fn total() -> ::tenure::Count {
        ::tenure::Counts::of::<Self>().total
    }
    /// How many values of `List` were alive at once, at most.
    #[must_use]
    pub fn peak() -> ::tenure::Count {
        ::tenure::Counts::of::<Self>().peak
    }
    /// The counts of `List`, also by the places where they were made.
    #[must_use]
    pub fn snapshot() -> ::tenure::Snapshot {
        ::tenure::Snapshot::of::<Self>()
    }
}
#[automatically_derived]
impl<T> ::tenure::__private::InArc for List<T>
where
    Self: ::tenure::__private::Send + ::tenure::__private::Sync + 'static,
{
    fn listing() -> ::tenure::__private::Listing<Self> {
        ::tenure::__private::Listing::new()
    }
}
impl<T> List<T>
where
    Self: ::tenure::__private::InArc,
{
    /// Puts the value into an `Arc`, by which `List::instances` finds it.
    #[must_use]
    pub fn into_arc(self) -> ::tenure::__private::Arc<Self> {
        ::tenure::__private::into_arc(self)
    }
    /// The values of `List` that are alive, in the order of their `into_arc`.
    #[must_use]
    pub fn instances() -> ::tenure::__private::Vec<::tenure::__private::Arc<Self>> {
        ::tenure::__private::instances()
    }
}
/// How many items there are in all lists.
#[must_use]
pub fn items() -> usize {
    List::<u8>::instances().iter().map(|list| list.items.len()).sum()
}
