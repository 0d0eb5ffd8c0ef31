//! One function a rule about disposals that may be awaited.

use super::Model;
use crate::pipeline::Mode;
use crate::support::errors::Errors;

pub(super) fn check(model: &Model, feature: Mode, errors: &mut Errors) {
    needs_its_feature(model, feature, errors);
    one_of_the_two(model, errors);
    knows_how_far_it_has_come(model, errors);
    counts_its_steps(model, errors);
}

/// Without the feature there is no `AsyncDispose`.
fn needs_its_feature(model: &Model, feature: Mode, errors: &mut Errors) {
    if let (Some(option), Mode::Off) = (model.awaiting(), feature) {
        errors.report(
            option,
            format!(
                "`{option}` needs the feature `async` of `tenure`; turn it on, or remove `{option}`"
            ),
        );
    }
}

/// `#[disposable(async, both)]`.
fn one_of_the_two(model: &Model, errors: &mut Errors) {
    if let (Some(_), Some(both)) = (&model.asynchronous, &model.both) {
        errors.report(
            both,
            "`both` cannot stand beside `async`, which it includes; keep one of the two",
        );
    }
}

/// A future can be dropped after each step, and what has run must not run again.
fn knows_how_far_it_has_come(model: &Model, errors: &mut Errors) {
    let Some(option) = model.awaiting() else { return };
    if model.is_enum() {
        errors.report(
            option,
            format!(
                "`{option}` goes on a struct, because the guard of one keeps how far a disposal has \
                 come; make the enum a field of a struct"
            ),
        );
    } else if model.guard().is_none() {
        let why =
            format!("`{option}` goes on after an interruption, and nothing here remembers where");
        model.report_missing_state(option, &why, errors);
    }
}

/// The guard counts up to 255.
fn counts_its_steps(model: &Model, errors: &mut Errors) {
    let Some(option) = model.awaiting() else { return };
    if model.variants.iter().any(|variant| variant.fields.len() > 250) {
        errors.report(
            option,
            format!("`{option}` takes at most 250 fields; group some of them in structs"),
        );
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;

    use super::*;
    use crate::disposable::parse::{self, Item};
    use crate::support::options::Options;

    fn said(option: &str, feature: Mode) -> String {
        said_of("struct Log { guard: Guard }", option, feature)
    }

    fn said_of(item: &str, option: &str, feature: Mode) -> String {
        let mut errors = Errors::default();
        let tokens: TokenStream = option.parse().expect("an option");
        let known = ["async", "both"];
        let mut options = Options::parse("#[disposable]", &known, tokens, &mut errors);
        let item: Item = syn::parse_str(item).expect("a struct");
        let model = parse::parse(&mut options, item, &mut errors).expect("a model");
        check(&model, feature, &mut errors);
        errors.finish().to_string()
    }

    #[test]
    fn without_its_feature_awaiting_is_an_error() {
        for option in ["async", "both"] {
            let message = format!("`{option}` needs the feature `async` of `tenure`; turn it on");
            assert!(said(option, Mode::Off).contains(&message));
            assert_eq!(said(option, Mode::On), "");
        }
        assert_eq!(said("", Mode::Off), "");
    }

    #[test]
    fn more_fields_than_it_can_count_are_an_error() {
        for (fields, is_refused) in [(249, false), (250, true)] {
            let fields = "u8, ".repeat(fields);
            let said = said_of(&format!("struct Log({fields} Guard);"), "async", Mode::On);
            assert_eq!(said.contains("`async` takes at most 250 fields"), is_refused, "{said}");
        }
    }
}
