//! What is there with the feature `cache` alone.

use proc_macro2::Span;

use crate::pipeline::Mode;
use crate::support::errors::Errors;

/// Without it there is no cache; gives back whether there is. Here and not among the rules of
/// `check`: no program of the tests is without the feature.
pub(super) fn needs_its_feature(mode: Mode, errors: &mut Errors) -> bool {
    if mode == Mode::Off {
        errors.report_at(
            Span::call_site(),
            "`#[cached]` needs the feature `cache` of `tenure`; turn it on, or remove the attribute",
        );
    }
    mode == Mode::On
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_its_feature_a_cached_function_is_an_error() {
        let message = "`#[cached]` needs the feature `cache` of `tenure`; turn it on, or remove the \
                       attribute";
        for (mode, expected) in [(Mode::Off, true), (Mode::On, false)] {
            let mut errors = Errors::default();
            assert_eq!(needs_its_feature(mode, &mut errors), !expected);
            assert_eq!(errors.finish().to_string().contains(message), expected);
        }
    }
}
