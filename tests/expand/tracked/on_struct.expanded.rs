/// A connection of one user.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    user: String,
    live: tenure::Live<Self>,
}
#[automatically_derived]
impl ::tenure::Tracked for Session {
    fn declaration() -> &'static ::tenure::__private::Declaration {
        static DECLARATION: ::tenure::__private::Declaration = ::tenure::__private::Declaration::new();
        &DECLARATION
    }
    fn counted_by(&self) -> &::tenure::Live<Self> {
        &self.live
    }
}
impl Session {
    /// How many values of `Session` are alive.
    #[must_use]
    pub fn live() -> ::tenure::Count {
        ::tenure::Counts::of::<Self>().live
    }
    /// How many values of `Session` were made.
    #[must_use]
    pub fn total() -> ::tenure::Count {
        ::tenure::Counts::of::<Self>().total
    }
    /// How many values of `Session` were alive at once, at most.
    #[must_use]
    pub fn peak() -> ::tenure::Count {
        ::tenure::Counts::of::<Self>().peak
    }
    /// The counts of `Session`, also by the places where they were made.
    #[must_use]
    pub fn snapshot() -> ::tenure::Snapshot {
        ::tenure::Snapshot::of::<Self>()
    }
}
impl Session {
    /// Of this user.
    #[must_use]
    #[track_caller]
    pub fn new(user: &str) -> Self {
        Session {
            user: user.to_owned(),
            live: tenure::Live::new(),
        }
    }
    /// Whose it is.
    #[must_use]
    pub fn user(&self) -> &str {
        &self.user
    }
}
