//! What is wrong with the rows of `compare!`: rustc parses those that are right by itself.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Expr, Ident, LitStr, Token};

use crate::support::errors::Errors;
use crate::support::spelling::{compact, nearest};

const WORDS: [&str; 2] = ["baseline", "sampling"];

/// Looks at rows that were parsed: `[name] [code] [name] [code] ..`.
pub(crate) fn check(rows: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let mut cells = rows.into_iter().map(flat);
    let mut names = BTreeSet::new();
    let mut rows = 0;
    while let (Some(name), Some(code)) = (cells.next(), cells.next()) {
        rows += 1;
        name_once(&name, &mut names, &mut errors);
        run_and_not_made(&name, &code, &mut errors);
        if rows == 1 && cells.size_hint().1 == Some(0) {
            not_alone(&name, &mut errors);
        }
    }
    errors.finish()
}

/// Two rows of one name could not be told apart, in a table or in `assert_same`.
fn name_once(name: &[TokenTree], names: &mut BTreeSet<String>, errors: &mut Errors) {
    let text = text(name);
    // Of a constant the value is not known here.
    if text.starts_with('"') && !names.insert(text.clone()) {
        let tokens: TokenStream = name.iter().cloned().collect();
        errors.report(&tokens, format!("two rows are called `{text}`; give each its own name"));
    }
}

/// `"name" => || work()` would measure how long it takes to make a closure.
fn run_and_not_made(name: &[TokenTree], code: &[TokenTree], errors: &mut Errors) {
    let bar = |place: usize| matches!(code.get(place), Some(TokenTree::Punct(punct)) if punct.as_char() == '|');
    let moves = matches!(code.first(), Some(TokenTree::Ident(word)) if word == "move");
    if bar(0) || moves && bar(1) {
        let tokens: TokenStream = code.iter().take(2 + usize::from(moves)).cloned().collect();
        let name = text(name);
        errors.report(
            &tokens,
            format!(
                "the closure of `{name}` would only be made; write what is in it, without `||`"
            ),
        );
    }
}

/// A baseline has nothing to tell by itself.
fn not_alone(name: &[TokenTree], errors: &mut Errors) {
    let tokens: TokenStream = name.iter().cloned().collect();
    let name = text(name);
    errors.report(
        &tokens,
        format!("nothing is held against `{name}`; write a second row, or use `measure`"),
    );
}

fn text(tokens: &[TokenTree]) -> String {
    compact(&tokens.iter().cloned().collect())
}

/// The tokens of one cell, without what `macro_rules!` puts around an expression.
fn flat(cell: TokenTree) -> Vec<TokenTree> {
    let mut tokens = vec![cell];
    while let [TokenTree::Group(group)] = tokens.as_slice() {
        let ours = matches!(group.delimiter(), Delimiter::Bracket | Delimiter::None);
        if !ours {
            break;
        }
        tokens = group.stream().into_iter().collect();
    }
    tokens
}

/// Says what is wrong with tokens that could not be parsed as rows.
pub(crate) fn refuse(tokens: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let explained = (|input: ParseStream<'_>| {
        explain(input, &mut errors)?;
        // Behind a mistake nothing is looked at.
        input.step(|cursor| {
            let mut rest = *cursor;
            while let Some((_, next)) = rest.token_tree() {
                rest = next;
            }
            Ok(((), rest))
        })
    })
    .parse2(tokens);
    if let Err(error) = explained {
        errors.take(error);
    }
    if errors.is_empty() {
        errors.report_at(
            Span::call_site(),
            "these are no rows; write `baseline: \"name\" => code,` and more of them",
        );
    }
    errors.finish()
}

fn explain(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<()> {
    if input.is_empty() {
        errors.report_at(
            Span::call_site(),
            "there are no rows; write `baseline: \"name\" => code,` and more of them",
        );
    }
    // A row in front that is no baseline: the mistake is here, unless another row is one.
    let mut unmarked = None;
    let mut marked = false;
    let mut rows = 0;
    while !input.is_empty() {
        let start: TokenStream = input.cursor().token_stream().into_iter().take(1).collect();
        if let Some(word) = without_colon(input)? {
            errors.report(&word, format!("no colon behind `{word}`; write `{word}:`"));
            // What may be missing behind it is as open as that.
            return Ok(());
        }
        let head = head(input)?;
        if head.as_ref().is_some_and(|word| word == "sampling") {
            if rows > 0 {
                errors.report(&head, "`sampling` stands behind a row; write it first");
            }
            input.parse::<Expr>()?;
            comma(input, "`sampling`", errors)?;
            continue;
        }
        match &head {
            Some(word) if word == "baseline" && marked => {
                errors.report(word, "a second baseline; only the first row is one");
            }
            Some(word) if word == "baseline" && rows > 0 => {
                errors.report(word, "the baseline stands behind a row; write it first");
            }
            Some(word) if word != "baseline" => unknown(word, errors),
            None if rows == 0 => unmarked = Some(start),
            _ => {}
        }
        marked |= head.is_some();
        rows += 1;
        row(input, errors)?;
        if rows == 1 && !errors.is_empty() {
            // Of a row that cannot be read nobody knows whether it was meant as the baseline.
            unmarked = None;
        }
    }
    if let Some(first) = unmarked.filter(|_| !marked) {
        errors.report(&first, "no baseline; write `baseline:` in front of the first row");
    }
    Ok(())
}

fn unknown(word: &Ident, errors: &mut Errors) {
    let meant = nearest(&word.to_string(), &WORDS).map_or_else(
        || "a row begins with its name: `\"name\" => code`".to_owned(),
        |known| format!("did you mean `{known}`?"),
    );
    errors.report(word, format!("unknown `{word}`; {meant}"));
}

/// `baseline "name"`, `sampling = value`
fn without_colon(input: ParseStream<'_>) -> syn::Result<Option<Ident>> {
    let is_other = input.peek2(Token![:]) || input.peek2(Token![=>]);
    let ahead = input.fork();
    match ahead.parse::<Ident>() {
        Ok(word) if !is_other && WORDS.iter().any(|known| word == known) => {
            input.parse::<Ident>().map(Some)
        }
        _ => Ok(None),
    }
}

/// The word in front of a colon.
fn head(input: ParseStream<'_>) -> syn::Result<Option<Ident>> {
    if !(input.peek(Ident) && input.peek2(Token![:]) && !input.peek2(Token![::])) {
        return Ok(None);
    }
    let word = input.parse()?;
    input.parse::<Token![:]>()?;
    Ok(Some(word))
}

/// `"name" => code,`
fn row(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<()> {
    let name = input.cursor().token_stream().into_iter().take(1).collect::<TokenStream>();
    if !input.peek(LitStr) && !input.peek(Ident) {
        errors.report(&name, "a row begins with its name; write `\"name\" => code`");
        return to_comma(input);
    }
    let read = input.parse::<Expr>()?;
    let text = compact(&name);
    if !input.peek(Token![=>]) {
        let next: TokenStream = input.cursor().token_stream().into_iter().take(1).collect();
        let place = match &read {
            // `"name" = code` and `"name" == code`
            Expr::Assign(read) => read.eq_token.to_token_stream(),
            Expr::Binary(read) => read.op.to_token_stream(),
            _ if next.is_empty() || input.peek(Token![,]) => name,
            _ => next,
        };
        errors.report(&place, format!("no `=>` behind the name; write `{text} => code`"));
        return to_comma(input);
    }
    input.parse::<Token![=>]>()?;
    if input.is_empty() || input.peek(Token![,]) {
        errors.report(&name, format!("the row has no code; write `{text} => code`"));
        return to_comma(input);
    }
    input.parse::<Expr>()?;
    comma(input, &format!("the code of `{text}`"), errors)
}

/// What follows is the next row, or nothing.
fn comma(input: ParseStream<'_>, behind: &str, errors: &mut Errors) -> syn::Result<()> {
    if input.is_empty() {
        return Ok(());
    }
    if input.peek(Token![,]) {
        return input.parse::<Token![,]>().map(drop);
    }
    let next: TokenStream = input.cursor().token_stream().into_iter().take(1).collect();
    errors.report(&next, format!("no comma behind {behind}; write one in front of this"));
    let begins = input.peek(LitStr) || input.peek(Ident);
    if begins { Ok(()) } else { to_comma(input) }
}

fn to_comma(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    input.parse::<Option<Token![,]>>().map(drop)
}
