//! What is there with the feature `async` alone.

use super::Model;
use crate::pipeline::Mode;
use crate::support::errors::Errors;

/// Here and not among the rules of `check`: no program of the tests is without the feature.
pub(super) fn async_needs_its_feature(model: &Model, mode: Mode, errors: &mut Errors) {
    if let (Mode::Off, Some(token)) = (mode, &model.function.sig.asyncness) {
        errors.report(
            token,
            "an `async` scope needs the feature `async` of `tenure`; turn it on, or make the \
             function a plain `fn`",
        );
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::super::parse;
    use super::*;

    #[test]
    fn without_its_feature_an_async_scope_is_an_error() {
        let message = "an `async` scope needs the feature `async` of `tenure`; turn it on, or make \
                       the function a plain `fn`";
        for (mode, expected) in [(Mode::Off, true), (Mode::On, false)] {
            let function = syn::parse2(quote!(
                async fn f() -> Result<(), E> {}
            ));
            let mut errors = Errors::default();
            let model =
                parse::model((None, quote!(tenure)), function.expect("a function"), &mut errors);
            async_needs_its_feature(&model, mode, &mut errors);
            assert_eq!(errors.finish().to_string().contains(message), expected);
        }
    }
}
