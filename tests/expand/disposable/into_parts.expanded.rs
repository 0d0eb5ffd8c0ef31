/// Writes lines.
#[derive(Debug)]
pub struct Log<'a, T: tenure::Dispose>
where
    T: 'a,
{
    /// What is written to.
    pub target: T,
    pub(crate) next: Option<Box<Self>>,
    lines: Vec<&'a str>,
    guard: tenure::Guard,
}
#[automatically_derived]
impl<'a, T: tenure::Dispose> ::tenure::Dispose for Log<'a, T>
where
    T: 'a,
{
    fn dispose(&mut self) -> ::tenure::__private::Outcome {
        let steps = &mut ::tenure::__private::Steps::new();
        if steps.begin::<Self>(&mut self.guard) {
            steps.dispose("target", &mut self.target);
            steps.dispose("next", &mut self.next);
            steps.field("lines", &mut self.lines).__tenure_dispose_if_disposable();
            steps.end::<Self>(&mut self.guard);
        }
        steps.finish()
    }
    fn is_disposed(&self) -> ::tenure::__private::bool {
        ::tenure::Guard::is_disposed(&self.guard)
    }
}
#[automatically_derived]
impl<'a, T: tenure::Dispose> ::tenure::__private::Drop for Log<'a, T>
where
    T: 'a,
{
    fn drop(&mut self) {
        ::tenure::__private::fallback(self, |this| &mut this.guard);
    }
}
/// The fields of a [`Log`], as `Log::into_parts` gives them out.
pub struct LogParts<'a, T: tenure::Dispose>
where
    T: 'a,
{
    /// What is written to.
    pub target: T,
    /// The field `next`.
    pub(crate) next: Option<Box<Log<'a, T>>>,
    lines: Vec<&'a str>,
}
impl<'a, T: tenure::Dispose> Log<'a, T>
where
    T: 'a,
{
    /// Gives out the fields: nothing is disposed, and nothing reported as forgotten.
    #[must_use]
    pub fn into_parts(self) -> LogParts<'a, T> {
        ::tenure::__private::apart(
            self,
            |Self { target, next, lines, guard }, fields| {
                fields.take(guard).defuse();
                LogParts {
                    target: fields.take(target),
                    next: fields.take(next),
                    lines: fields.take(lines),
                }
            },
        )
    }
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
#[derive(Debug)]
pub struct Pair(pub tenure::DisposeStack<'static>, pub u8);
#[automatically_derived]
impl ::tenure::Dispose for Pair {
    fn dispose(&mut self) -> ::tenure::__private::Outcome {
        let steps = &mut ::tenure::__private::Steps::new();
        steps.field(".0", &mut self.0).__tenure_dispose_if_disposable();
        steps.field(".1", &mut self.1).__tenure_dispose_if_disposable();
        steps.finish()
    }
    fn is_disposed(&self) -> ::tenure::__private::bool {
        ::tenure::__private::State(&self.0).__tenure_has_nothing_left()
            && ::tenure::__private::State(&self.1).__tenure_has_nothing_left()
    }
}
#[automatically_derived]
impl ::tenure::__private::Drop for Pair {
    fn drop(&mut self) {
        ::tenure::__private::fallback_without_guard(self);
    }
}
/// The fields of a [`Pair`], as `Pair::into_parts` gives them out.
pub struct PairParts(
    /// The field `0`.
    pub tenure::DisposeStack<'static>,
    /// The field `1`.
    pub u8,
);
impl Pair {
    /// Gives out the fields: nothing is disposed, and nothing reported as forgotten.
    #[must_use]
    pub fn into_parts(self) -> PairParts {
        ::tenure::__private::apart(
            self,
            |Self(field_0, field_1), fields| PairParts(
                fields.take(field_0),
                fields.take(field_1),
            ),
        )
    }
}
