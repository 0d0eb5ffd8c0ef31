use tenure::Live;
/// A connection.
#[derive(Debug)]
pub enum Connection<'a, T: Copy>
where
    T: Send,
{
    /// To somebody.
    Open {
        /// Whom.
        peer: &'a T,
        /// Counts.
        live: Live<Self>,
    },
    /// To nobody.
    Closed(Live<Self>),
    /// To somebody, once more.
    Reopened(&'a T, Live<Self>),
}
#[automatically_derived]
impl<T: Copy> ::tenure::Tracked for Connection<'_, T>
where
    T: Send,
{
    fn declaration() -> &'static ::tenure::__private::Declaration {
        static DECLARATION: ::tenure::__private::Declaration = ::tenure::__private::Declaration::new();
        &DECLARATION
    }
    fn counted_by(&self) -> &::tenure::Live<Self> {
        match self {
            Self::Open { live: live_, .. }
            | Self::Closed(live_)
            | Self::Reopened(_, live_) => live_,
        }
    }
}
impl<T: Copy> Connection<'_, T>
where
    T: Send,
{
    /// How many values of `Connection` are alive.
    #[must_use]
    pub fn live() -> ::tenure::Count {
        ::tenure::Counts::of::<Self>().live
    }
    /// How many values of `Connection` were made.
    #[must_use]
    pub fn total() -> ::tenure::Count {
        ::tenure::Counts::of::<Self>().total
    }
    /// How many values of `Connection` were alive at once, at most.
    #[must_use]
    pub fn peak() -> ::tenure::Count {
        ::tenure::Counts::of::<Self>().peak
    }
    /// The counts of `Connection`, also by the places where they were made.
    #[must_use]
    pub fn snapshot() -> ::tenure::Snapshot {
        ::tenure::Snapshot::of::<Self>()
    }
}
