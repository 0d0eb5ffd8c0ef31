//! The value of an option, as it was written.

use proc_macro2::{TokenStream, TokenTree};
use syn::parse::{Parse, ParseStream};
use syn::{Expr, ExprLit, Ident, Lit, LitStr, Path, Token, Type};

use super::errors::Errors;
use super::spelling::compact;

/// What an option can take.
pub(crate) trait Kind: Parse {
    /// What to write instead of `tokens`, if it can be told from them.
    fn advice(name: &str, tokens: &TokenStream) -> Option<String> {
        // A quoted path is the commonest mistake, so the user's own text is shown.
        match syn::parse2(tokens.clone()) {
            Ok(Expr::Lit(ExprLit { lit: Lit::Str(text), .. })) => Some(format!(
                "`{name}` takes no string; remove the quotes: `{name} = {}`",
                text.value()
            )),
            _ => None,
        }
    }
}

impl Kind for Path {}

impl Kind for LitStr {
    fn advice(name: &str, tokens: &TokenStream) -> Option<String> {
        let text = compact(tokens);
        Some(format!("`{name}` takes a string; put it in quotes: `{name} = \"{text}\"`"))
    }
}

/// What follows the name of an option.
pub(super) enum Value {
    None,
    /// After `=`: the tokens up to the next option, and the `=` for messages.
    Assigned(Token![=], TokenStream),
    /// In parentheses.
    List(TokenStream),
    /// Reported when it was read; the option counts as absent.
    Broken,
}

impl Value {
    /// Reads what follows the name of an option.
    pub(super) fn read(input: ParseStream<'_>, name: &Ident, errors: &mut Errors) -> Self {
        if input.peek(syn::token::Paren) {
            return match input.parse::<TokenTree>() {
                Ok(TokenTree::Group(group)) => Value::List(group.stream()),
                _ => Value::None,
            };
        }
        if input.peek(Token![:]) && !input.peek(Token![::]) {
            errors.report_at(input.span(), format!("`{name}` takes its value after `=`, not `:`"));
            return Value::Broken;
        }
        let Ok(equals) = input.parse::<Token![=]>() else { return Value::None };
        // Commas may stand inside a value (`|a, b| a`, `Map::<A, B>::new`, `Map<A, B>`), so the value
        // is read as an expression and as a type, and the reading that goes further wins.
        let lengths = [length::<Expr>(input), length::<Type>(input)];
        let Some(length) = lengths.into_iter().flatten().max() else {
            let rest = before_comma(input);
            if !rest.is_empty() {
                errors.report(
                    &rest,
                    format!("the value of `{name}` is neither a path nor an expression"),
                );
                return Value::Broken;
            }
            return Value::Assigned(equals, rest);
        };
        let tokens = (0..length).map_while(|_| input.parse::<TokenTree>().ok()).collect();
        Value::Assigned(equals, tokens)
    }
}

/// How many tokens a `T` takes here, if one stands here and a comma or the end follows.
pub(super) fn length<T: Parse>(input: ParseStream<'_>) -> Option<usize> {
    let ahead = input.fork();
    let start = remaining(&ahead);
    ahead.parse::<T>().ok()?;
    (ahead.is_empty() || ahead.peek(Token![,])).then(|| start - remaining(&ahead))
}

fn remaining(input: ParseStream<'_>) -> usize {
    input.cursor().token_stream().into_iter().count()
}

/// The tokens up to the next comma.
pub(super) fn before_comma(input: ParseStream<'_>) -> TokenStream {
    let at_end = || input.is_empty() || input.peek(Token![,]);
    std::iter::from_fn(|| if at_end() { None } else { input.parse::<TokenTree>().ok() }).collect()
}

/// Steps behind the next comma, so that the option after a mistake is still read.
pub(super) fn skip_to_comma(input: ParseStream<'_>) {
    let _skipped = before_comma(input);
    let _end: Option<Token![,]> = input.parse().ok();
}
