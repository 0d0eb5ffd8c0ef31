/// A wrapper.
#[derive(Debug)]
pub struct Connections<'a, T: tenure::Dispose, const N: usize>(
    pub [T; N],
    pub &'a str,
    pub Option<String>,
    pub tenure::DisposeStack<'a>,
);
#[automatically_derived]
impl<T: tenure::Dispose, const N: usize> ::tenure::Dispose for Connections<'_, T, N> {
    fn dispose(&mut self) -> ::tenure::__private::Outcome {
        let steps = &mut ::tenure::__private::Steps::new();
        steps.dispose(".0", &mut self.0);
        steps.take(".2", &mut self.2, drop);
        steps.field(".3", &mut self.3).__tenure_dispose_if_disposable();
        steps.finish()
    }
    fn is_disposed(&self) -> ::tenure::__private::bool {
        ::tenure::__private::State(&self.0).__tenure_has_nothing_left()
            && ::tenure::__private::State(&self.2).__tenure_is_taken()
            && ::tenure::__private::State(&self.3).__tenure_has_nothing_left()
    }
}
#[automatically_derived]
impl<T: tenure::Dispose, const N: usize> ::tenure::__private::Drop
for Connections<'_, T, N> {
    fn drop(&mut self) {
        ::tenure::__private::fallback_without_guard(self);
    }
}
/// Owns nothing.
#[derive(Debug)]
pub struct Nothing;
#[automatically_derived]
impl ::tenure::Dispose for Nothing {
    fn dispose(&mut self) -> ::tenure::__private::Outcome {
        ::tenure::__private::Outcome::Ok(())
    }
    fn is_disposed(&self) -> ::tenure::__private::bool {
        true
    }
}
