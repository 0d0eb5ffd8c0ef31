//! The option list of an attribute: `name`, `name = value` and `name(values)`.

mod elsewhere;
mod meant;
mod root;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::{Ident, Path, Token, token};

use self::meant::nearest;
use super::errors::Errors;
use super::spelling::{self, compact};
use super::values::{Kind, Value, before_comma, length, skip_to_comma};

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
        options.root = options.value::<Path>("crate", "::my_crate::tenure", errors);
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
                let sign_text = sign.to_string();
                errors.report(
                    &sign,
                    format!(
                        "`{name}` takes its value after `=`, not `{sign_text}`; write `{name} = \
                         {written}`"
                    ),
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

    /// Reads one option and the comma behind it.
    fn entry(&mut self, known: &[&str], input: ParseStream<'_>, errors: &mut Errors) {
        // A keyword may be an option: `crate = path`.
        let Ok(name) = input.call(Ident::parse_any) else {
            let token = input.parse::<TokenTree>();
            errors.report(
                &token.map(ToTokens::into_token_stream).unwrap_or_default(),
                format!("expected an option of `{}`; {}", self.attribute, offer(known)),
            );
            skip_to_comma(input);
            return;
        };
        if name != "crate" && !known.iter().any(|known| name == known) {
            // All up to the value may have been meant as the name: `on-drop`, `Config::load`.
            let mut written = name.to_token_stream();
            while !at_end_of_name(input) {
                match input.parse::<Option<Token![::]>>() {
                    Ok(Some(colons)) => colons.to_tokens(&mut written),
                    _ => written.extend(input.parse::<TokenTree>()),
                }
            }
            let mut unreported = Errors::default();
            let value = Value::read(input, "", &mut unreported);
            let _one_error_is_enough = unreported.finish();
            skip_to_comma(input);
            let text = written.to_string().replace(' ', "");
            let near = nearest(&text, known);
            if let Some(near) = near {
                self.misspelt.push(Entry { name: Ident::new(near, name.span()), value });
            }
            errors.report(&written, self.unknown(&text, near, known));
            return;
        }
        let value = Value::read(input, &name.to_string(), errors);
        if !input.is_empty() && !input.peek(Token![,]) && !is_reported(&value) {
            errors.report_at(input.span(), format!("expected `,` after the option `{name}`"));
        }
        skip_to_comma(input);
        if self.entries.iter().any(|entry| entry.name == name) {
            errors.report(&name, format!("`{name}` is given twice; remove one of the two"));
        } else {
            self.entries.push(Entry { name, value });
        }
    }

    fn unknown(&self, written: &str, near: Option<&str>, known: &[&str]) -> String {
        let advice = match (near, elsewhere::place_of(&self.attribute, written)) {
            (_, Some(place)) => place,
            (Some(near), None) => format!("did you mean `{near}`?"),
            (None, None) => offer(known),
        };
        format!("`{}` has no option `{written}`; {advice}", self.attribute)
    }
}

/// Whether a mistake in the value is or will be reported, so that what follows it is not.
fn is_reported(value: &Value) -> bool {
    matches!(value, Value::Broken | Value::Signed(..))
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

/// Whether the value of an option, its list or the next option follows.
fn at_end_of_name(input: ParseStream<'_>) -> bool {
    let colon = input.peek(Token![:]) && !input.peek(Token![::]);
    let group = input.peek(token::Paren) || input.peek(token::Bracket) || input.peek(token::Brace);
    input.is_empty() || input.peek(Token![,]) || input.peek(Token![=]) || colon || group
}

fn offer(known: &[&str]) -> String {
    match known {
        [] => "it takes only `crate = path`".to_owned(),
        [only] => format!("its only option is `{only}`"),
        known => format!("its options are {}", spelling::list(known)),
    }
}

#[cfg(test)]
mod tests;
