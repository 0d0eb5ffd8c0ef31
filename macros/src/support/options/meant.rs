//! What was meant by options with mistakes; stubs go by that.

use syn::LitStr;
use syn::parse::Parse;

use super::{Entry, Options};
use crate::support::spelling;
use crate::support::values::Value;

impl Options {
    /// Whether an option was given, with whatever mistake.
    pub(crate) fn is_meant(&self, name: &str) -> bool {
        self.meant_entry(name).is_some()
    }

    /// The value that an option was meant to have, however it was written.
    pub(crate) fn meant<T: Parse>(&self, name: &str) -> Option<T> {
        let tokens = match &self.meant_entry(name)?.value {
            Value::Assigned(_, tokens) | Value::List(_, tokens) | Value::Signed(_, tokens) => {
                tokens.clone()
            }
            Value::None | Value::Broken => return None,
        };
        let quoted = syn::parse2::<LitStr>(tokens.clone()).and_then(|text| text.parse());
        quoted.or_else(|_| syn::parse2(tokens)).ok()
    }

    fn meant_entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().chain(&self.misspelt).find(|entry| entry.name == name)
    }
}

/// The option that may have been meant.
pub(super) fn nearest<'a>(written: &str, known: &[&'a str]) -> Option<&'a str> {
    let candidates: Vec<_> = known.iter().copied().chain(["crate"]).collect();
    spelling::nearest(written, &candidates)
}
