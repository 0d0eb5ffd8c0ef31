//! Puts generated tokens at a place in the user's code.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Generics, Type, Visibility, parse_quote};

/// Our hygiene at the place of `tokens`: names resolve as in this crate, errors point there.
pub(crate) fn located(tokens: &impl ToTokens) -> Span {
    let mut spans = tokens.to_token_stream().into_iter().map(|token| token.span());
    let start = spans.next().unwrap_or_else(Span::call_site);
    // Several tokens can be joined on newer compilers only; else the first one has to do.
    let whole = spans.last().and_then(|end| start.join(end)).unwrap_or(start);
    Span::mixed_site().located_at(whole)
}

/// The places of the tokens as the user wrote them: a fragment of a `macro_rules!` has its own in there.
pub(crate) fn written(tokens: TokenStream) -> Vec<Span> {
    let places = tokens.into_iter().flat_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => written(group.stream()),
        token => vec![token.span()],
    });
    places.collect()
}

/// `tokens` at another place, so that an expression made of them has one place, too. Names of the
/// user keep their own hygiene.
pub(crate) fn moved(tokens: &impl ToTokens, place: Span) -> TokenStream {
    tokens
        .to_token_stream()
        .into_iter()
        .map(|mut token| {
            if let TokenTree::Group(group) = &token {
                let inside = moved(&group.stream(), place);
                token = TokenTree::Group(Group::new(group.delimiter(), inside));
            }
            token.set_span(token.span().located_at(place));
            token
        })
        .collect()
}

/// The user's `vis` in front of a function of ours: its span begins with `pub`, and with the user's
/// own there rustc would warn of a function that is not used.
pub(crate) fn ours(vis: &Visibility) -> TokenStream {
    let mut tokens = vis.to_token_stream().into_iter();
    let first = tokens.next().map(|mut token| {
        token.set_span(Span::mixed_site().located_at(token.span()));
        token
    });
    first.into_iter().chain(tokens).collect()
}

/// The name of the user's own type in a derive: as a token of the derive it is found all the same,
/// and does not warn that the type is deprecated.
pub(crate) fn own(ident: &Ident) -> Ident {
    written_at(ident, Span::call_site())
}

/// A name of the user with the hygiene of `span`, at its own place. A word that is free in the edition
/// of the user and a keyword in ours is raw there: `struct Dice { gen: u32 }`.
pub(crate) fn written_at(ident: &Ident, span: Span) -> Ident {
    let place = span.located_at(ident.span());
    if ident == "gen" {
        return Ident::new_raw("gen", place);
    }
    let mut written = ident.clone();
    written.set_span(place);
    written
}

/// Types of the user in a derive, which the user was warned of where they were written.
pub(crate) fn unwarned(tokens: TokenStream) -> TokenStream {
    tokens
        .into_iter()
        .map(|token| match token {
            // `$crate` is found by its own hygiene.
            TokenTree::Ident(ident) if ident != "$crate" => TokenTree::Ident(own(&ident)),
            TokenTree::Group(group) => {
                let mut new = Group::new(group.delimiter(), unwarned(group.stream()));
                new.set_span(group.span());
                TokenTree::Group(new)
            }
            other => other,
        })
        .collect()
}

/// That type with its own parameters: `Pool<K, V>`.
pub(crate) fn own_type(ident: &Ident, generics: &Generics) -> Type {
    let (_, arguments, _) = generics.split_for_impl();
    parse_quote!(#ident #arguments)
}
