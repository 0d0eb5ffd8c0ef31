//! The value of an option, as it was written.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::discouraged::Speculative as _;
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

impl Kind for Ident {}

impl Kind for Path {}

impl Kind for Type {}

impl Kind for LitStr {
    fn advice(name: &str, tokens: &TokenStream) -> Option<String> {
        // Words without quotes; of anything else the quotes would change the meaning.
        syn::parse2::<Path>(tokens.clone()).ok()?;
        let text = compact(tokens);
        Some(format!("`{name}` takes a string; put it in quotes: `{name} = \"{text}\"`"))
    }
}

/// What follows the name of an option.
#[derive(Clone)]
pub(super) enum Value {
    None,
    /// After `=`: the tokens up to the next option, and the `=` for messages.
    Assigned(Token![=], TokenStream),
    /// In parentheses, or in brackets or braces that were meant to be some.
    List(Delimiter, TokenStream),
    /// After `:`, `==`, `=>`, `<=` or `>=` in place of `=`, or after nothing: that sign, and the tokens
    /// behind it.
    Signed(TokenStream, TokenStream),
    /// Reported when it was read; the option counts as absent.
    Broken,
}

impl Value {
    /// Reads what follows the name of an option.
    pub(super) fn read(
        input: ParseStream<'_>,
        name: &str,
        known: &[&str],
        errors: &mut Errors,
    ) -> Self {
        if input.is_empty() || input.peek(Token![,]) {
            return Value::None;
        }
        let ahead = input.fork();
        if let Ok(TokenTree::Group(group)) = ahead.parse::<TokenTree>() {
            if group.delimiter() != Delimiter::None {
                input.advance_to(&ahead);
                return Value::List(group.delimiter(), group.stream());
            }
        }
        let wrong = [
            ("=>", input.peek(Token![=>])),
            ("==", input.peek(Token![==])),
            ("<=", input.peek(Token![<=])),
            (">=", input.peek(Token![>=])),
        ];
        let colon = (":", input.peek(Token![:]) && !input.peek(Token![::]));
        let wrong = wrong.into_iter().chain([colon]).find(|(_, stands_here)| *stands_here);
        if let Some((sign, _)) = wrong {
            let sign = tokens(input, sign.len());
            let lengths = [length::<Expr>(input), length::<Type>(input)];
            let length = lengths.into_iter().flatten().max().unwrap_or_default();
            return Value::Signed(sign, tokens(input, length));
        }
        let Ok(equals) = input.parse::<Token![=]>() else {
            if is_option(input, known) {
                trailing(input, &format!("`{name}`"), known, errors);
                return Value::Broken;
            }
            // `max 100`; a sign alone is no value, though `!` is a type.
            let is_sign = matches!(input.fork().parse(), Ok(TokenTree::Punct(_)));
            let lengths = [length::<Expr>(input), length::<Type>(input)];
            let length = lengths.into_iter().flatten().max();
            if let Some(length) = length.filter(|length| !is_sign || *length > 1) {
                return Value::Signed(TokenStream::new(), tokens(input, length));
            }
            trailing(input, &format!("`{name}`"), known, errors);
            return Value::Broken;
        };
        if input.is_empty() || input.peek(Token![,]) {
            return Value::Assigned(equals, TokenStream::new());
        }
        // Commas may stand inside a value (`|a, b| a`, `Map::<A, B>::new`, `Map<A, B>`), so the value
        // is read as an expression and as a type, and the reading that goes further wins.
        let lengths = [length::<Expr>(input), length::<Type>(input)];
        let Some(length) = lengths.into_iter().flatten().max() else {
            let ahead = input.fork();
            if ahead.parse::<Expr>().is_ok() && !ahead.is_empty() {
                input.advance_to(&ahead);
                trailing(input, &format!("the value of `{name}`"), known, errors);
            } else {
                errors.report(
                    &before_comma(&input.fork()),
                    format!(
                        "`{name}` cannot take this value; write a path, a closure or a literal"
                    ),
                );
            }
            return Value::Broken;
        };
        Value::Assigned(equals, tokens(input, length))
    }
}

/// The next `count` tokens.
fn tokens(input: ParseStream<'_>, count: usize) -> TokenStream {
    (0..count).map_while(|_| input.parse::<TokenTree>().ok()).collect()
}

/// Whether the next option begins here.
pub(super) fn is_option(input: ParseStream<'_>, known: &[&str]) -> bool {
    match input.fork().call(Ident::parse_any) {
        Ok(name) => name == "crate" || known.iter().any(|known| name == known),
        Err(_) => false,
    }
}

/// Reports what stands where a comma or the end should, behind `behind`.
pub(super) fn trailing(input: ParseStream<'_>, behind: &str, known: &[&str], errors: &mut Errors) {
    let Ok(token) = input.fork().parse::<TokenTree>() else { return };
    let message = if is_option(input, known) {
        format!("no comma behind {behind}; write one in front of this")
    } else if matches!(&token, TokenTree::Punct(it) if it.as_char() == ';') {
        format!("a comma goes behind {behind}, not `;`; write `,`")
    } else {
        format!("`{}` cannot stand behind {behind}; remove it", compact(&token.clone().into()))
    };
    errors.report(&token, message);
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
