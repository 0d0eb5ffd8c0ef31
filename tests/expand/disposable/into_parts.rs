/// Writes lines.
#[tenure::disposable(into_parts)]
#[derive(Debug)]
pub struct Log<'a, T: tenure::Dispose>
where
    T: 'a,
{
    /// What is written to.
    #[dispose]
    pub target: T,
    #[dispose]
    pub(crate) next: Option<Box<Self>>,
    lines: Vec<&'a str>,
    guard: tenure::Guard,
}

impl<'a, T: tenure::Dispose> Log<'a, T> {
    /// All that was not written.
    #[must_use]
    pub fn rest(self) -> Vec<&'a str> {
        let LogParts { target: _, next, mut lines } = self.into_parts();
        lines.extend(next.into_iter().flat_map(|next| next.rest()));
        lines
    }
}

/// A pair.
#[tenure::disposable(into_parts)]
#[derive(Debug)]
pub struct Pair(pub tenure::DisposeStack<'static>, pub u8);
