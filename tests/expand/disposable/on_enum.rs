/// Owns what its state needs.
#[tenure::disposable(hook = Connection::say_goodbye)]
#[derive(Debug)]
pub enum Connection<T: tenure::Dispose> {
    /// Talks.
    Open {
        /// To whom.
        #[dispose]
        socket: T,
        /// What was said.
        #[dispose(with = Vec::clear)]
        log: Vec<String>,
        /// Since when.
        since: std::time::Instant,
    },
    /// Waits.
    Waiting(#[dispose(take = drop)] Option<String>),
    /// Has not begun.
    Idle,
    /// Was disposed.
    #[dispose(terminal)]
    Closed,
}

impl<T: tenure::Dispose> Connection<T> {
    fn say_goodbye(&self) -> Result<(), std::fmt::Error> {
        if matches!(self, Self::Idle) { Err(std::fmt::Error) } else { Ok(()) }
    }
}

/// Has no state to be left behind in.
#[tenure::disposable]
#[derive(Debug)]
pub enum Store<'a> {
    /// Many.
    Many(Vec<tenure::DisposeStack<'a>>, u8),
    /// Few.
    Few {
        /// The first.
        first: tenure::DisposeStack<'a>,
        /// The second.
        second: tenure::DisposeStack<'a>,
    },
    /// One.
    One(tenure::DisposeStack<'a>),
    /// One again.
    Other(tenure::DisposeStack<'a>),
    /// A name.
    Name(&'a str),
    /// None.
    None,
}
