use tenure::Live;

/// A connection.
#[tracked]
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
