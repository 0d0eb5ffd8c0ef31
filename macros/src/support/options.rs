//! The option list of an attribute: `name`, `name = value` and `name(values)`.

mod elsewhere;
mod entry;
mod meant;
mod root;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::{Ident, Path, Token};

use super::errors::Errors;
use super::spelling::compact;
use super::values::{Kind, Value, before_comma, length};

/// The options of one attribute, each still to be taken by the pattern that knows its meaning.
#[derive(Clone)]
pub(crate) struct Options {
    /// The attribute as the user typed it: `#[singleton]`.
    attribute: String,
    entries: Vec<Entry>,
    /// The options with a name that is not quite theirs, under the one that was meant.
    misspelt: Vec<Entry>,
    root: Option<Path>,
    /// All of them as they were written.
    written: TokenStream,
}

#[derive(Clone)]
struct Entry {
    name: Ident,
    value: Value,
}

impl Options {
    /// Reads `tokens`; reports syntax errors, unknown and duplicate names, and goes on.
    pub(crate) fn parse(
        attribute: &str,
        known: &[&str],
        tokens: TokenStream,
        errors: &mut Errors,
    ) -> Self {
        let mut options = Options {
            attribute: attribute.to_owned(),
            entries: Vec::new(),
            misspelt: Vec::new(),
            root: None,
            written: tokens.clone(),
        };
        // The parser itself never fails: what it cannot read it reports and steps over.
        let read = |input: ParseStream<'_>| {
            while !input.is_empty() {
                options.entry(known, input, errors);
            }
            Ok(())
        };
        if let Err(error) = read.parse2(tokens) {
            errors.take(error);
        }
        let root = options.value::<root::Crate>("crate", "::my_crate::tenure", errors);
        options.root = root.map(|root| root.0);
        options
    }

    /// The names of all options as the user typed them, in their order.
    pub(crate) fn names(&self) -> Vec<Ident> {
        self.entries.iter().map(|entry| entry.name.clone()).collect()
    }

    /// What stands in the parentheses of the attribute.
    pub(crate) fn written(&self) -> &TokenStream {
        &self.written
    }

    /// Whether an option was given without a value.
    pub(crate) fn is_bare(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name && matches!(entry.value, Value::None))
    }

    /// Takes an option without a value; gives back its name for later messages.
    pub(crate) fn flag(&mut self, name: &str, errors: &mut Errors) -> Option<Ident> {
        let Entry { name: ident, value } = self.take(name)?;
        let written = match &value {
            Value::None => return Some(ident),
            Value::Assigned(equals, tokens) => quote!(#equals #tokens),
            Value::Signed(sign, tokens) => quote!(#sign #tokens),
            Value::List(_, tokens) => tokens.clone(),
            Value::Broken => return None,
        };
        let place = if written.is_empty() { ident.to_token_stream() } else { written };
        let is_no = matches!(&value, Value::Assigned(_, tokens) if tokens.to_string() == "false");
        let advice = if is_no { "leave it out".into() } else { format!("write `{name}` alone") };
        errors.report(&place, format!("`{name}` takes no value; {advice}"));
        None
    }

    /// Takes an option with a value; `example` is a value as the user could write it.
    pub(crate) fn value<T: Kind>(
        &mut self,
        name: &str,
        example: &str,
        errors: &mut Errors,
    ) -> Option<T> {
        let Entry { name: ident, value } = self.take(name)?;
        let tokens = match value {
            Value::Assigned(_, tokens) if !tokens.is_empty() => tokens,
            Value::Assigned(..) | Value::None | Value::Broken => {
                errors
                    .report(&ident, format!("`{name}` needs a value; write `{name} = {example}`"));
                return None;
            }
            Value::Signed(sign, tokens) => {
                let written = if tokens.is_empty() { example.to_owned() } else { compact(&tokens) };
                let not = if sign.is_empty() { String::new() } else { format!(", not `{sign}`") };
                let place = if sign.is_empty() { &tokens } else { &sign };
                errors.report(
                    place,
                    format!("`{name}` takes its value after `=`{not}; write `{name} = {written}`"),
                );
                return None;
            }
            Value::List(_, tokens) => {
                let inside = if tokens.is_empty() { example.to_owned() } else { compact(&tokens) };
                errors.report(
                    &ident,
                    format!("`{name}` takes its value after `=`; write `{name} = {inside}`"),
                );
                return None;
            }
        };
        let value = syn::parse2(tokens.clone()).ok();
        if value.is_none() {
            let text = compact(&tokens);
            let message = T::advice(name, &tokens).unwrap_or_else(|| {
                format!("`{name}` cannot be `{text}`; write `{name} = {example}`")
            });
            errors.report(&tokens, message);
        }
        value
    }

    /// Takes an option with a list of values in parentheses.
    pub(crate) fn list<T: Parse>(
        &mut self,
        name: &str,
        example: &str,
        errors: &mut Errors,
    ) -> Vec<T> {
        let Some(Entry { name: ident, value }) = self.take(name) else { return Vec::new() };
        let tokens = match value {
            Value::List(delimiter, tokens) if !tokens.is_empty() => {
                if delimiter != Delimiter::Parenthesis {
                    let inside = compact(&tokens);
                    let message =
                        format!("`{name}` takes its list in parentheses; write `{name}({inside})`");
                    errors.report(&ident, message);
                }
                tokens
            }
            Value::Assigned(..) | Value::Signed(..) => {
                let (sign, tokens) = match value {
                    Value::Assigned(equals, tokens) => (quote!(#equals), tokens),
                    Value::Signed(sign, tokens) => (sign, tokens),
                    _ => return Vec::new(),
                };
                let place = if tokens.is_empty() { sign } else { tokens.clone() };
                let inside = if tokens.is_empty() { example.to_owned() } else { bare(&tokens) };
                let message = format!("`{name}` takes a list; write `{name}({inside})`");
                errors.report(&place, message);
                return Vec::new();
            }
            Value::List(..) | Value::None | Value::Broken => {
                let message = format!("`{name}` needs a list; write `{name}({example})`");
                errors.report(&ident, message);
                return Vec::new();
            }
        };
        let elements = |input: ParseStream<'_>| {
            let mut values = Vec::new();
            while !input.is_empty() {
                if length::<T>(input).is_some() {
                    values.push(input.parse()?);
                } else {
                    let element = before_comma(input);
                    if element.is_empty() {
                        let message = format!("`{name}` has a comma too many; remove it");
                        errors.report_at(input.span(), message);
                    } else {
                        let text = compact(&element);
                        let message =
                            format!("`{name}` cannot take `{text}`; write `{name}({example})`");
                        errors.report(&element, message);
                    }
                }
                let _: Option<Token![,]> = input.parse()?;
            }
            Ok(values)
        };
        elements.parse2(tokens).unwrap_or_default()
    }

    fn take(&mut self, name: &str) -> Option<Entry> {
        let index = self.entries.iter().position(|entry| entry.name == name)?;
        let entry = self.entries.remove(index);
        if matches!(entry.value, Value::Broken) { None } else { Some(entry) }
    }
}

/// A list as text, without parentheses of its own: `deps = (A, B)`.
fn bare(tokens: &TokenStream) -> String {
    let mut trees = tokens.clone().into_iter();
    match (trees.next(), trees.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() != Delimiter::None => {
            compact(&group.stream())
        }
        _ => compact(tokens),
    }
}

#[cfg(test)]
mod tests;
