//! The parameters of a type: how an implementation names them, and which types do.

use super::spans;
use proc_macro2::{Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::{GenericParam, Generics, Lifetime, Type, WhereClause};

/// The head of an implementation: `impl<T> Trait for Name<'_, T> where ..`.
pub(crate) struct Head {
    /// Behind `impl`.
    pub(crate) parameters: TokenStream,
    /// Behind the name of the type.
    pub(crate) arguments: TokenStream,
    pub(crate) bounds: Option<WhereClause>,
}

impl Head {
    /// A lifetime that neither a bound nor `body` names stays without a name, as a person would
    /// write it.
    pub(crate) fn of(generics: &Generics, body: &TokenStream) -> Self {
        let bounds = generics.where_clause.clone();
        let is_free = |lifetime: &Lifetime| {
            let bounds = bounds.to_token_stream();
            let mut tokens = generics.params.iter().map(bounds_of).chain([bounds, body.clone()]);
            !tokens.any(|tokens| names_lifetime(&lifetime.ident, tokens))
        };
        let mut named = generics.clone();
        named.params = generics
            .params
            .iter()
            .filter(|parameter| {
                !matches!(parameter, GenericParam::Lifetime(it) if is_free(&it.lifetime))
            })
            .cloned()
            .collect();
        let arguments = generics.params.iter().map(|parameter| match parameter {
            GenericParam::Lifetime(it) if is_free(&it.lifetime) => {
                Lifetime::new("'_", Span::mixed_site()).to_token_stream()
            }
            GenericParam::Lifetime(it) => it.lifetime.to_token_stream(),
            GenericParam::Type(it) => it.ident.to_token_stream(),
            GenericParam::Const(it) => it.ident.to_token_stream(),
        });
        let arguments = if generics.params.is_empty() {
            TokenStream::new()
        } else {
            quote_spanned!(Span::mixed_site()=> <#(#arguments),*>)
        };
        let (parameters, ..) = named.split_for_impl();
        Head { parameters: parameters.to_token_stream(), arguments, bounds }
    }
}

/// What stands behind the colon of a parameter.
fn bounds_of(parameter: &GenericParam) -> TokenStream {
    match parameter {
        GenericParam::Lifetime(it) => it.bounds.to_token_stream(),
        GenericParam::Type(it) => it.bounds.to_token_stream(),
        GenericParam::Const(it) => it.ty.to_token_stream(),
    }
}

fn names_lifetime(lifetime: &Ident, tokens: TokenStream) -> bool {
    let mut after_tick = false;
    tokens.into_iter().any(|token| {
        let is_lifetime = std::mem::replace(&mut after_tick, is_tick(&token));
        match token {
            TokenTree::Ident(word) => is_lifetime && word == *lifetime,
            TokenTree::Group(group) => names_lifetime(lifetime, group.stream()),
            _ => false,
        }
    })
}

fn is_tick(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == '\'')
}

/// The type parameter that `ty` names; `Self` names all of them.
pub(crate) fn type_parameter<'a>(generics: &'a Generics, ty: &Type) -> Option<&'a Ident> {
    let parameters: Vec<_> = generics.type_params().map(|parameter| &parameter.ident).collect();
    named(&parameters, ty.to_token_stream())
}

/// Whether a parameter may be `?Sized`.
pub(crate) fn may_be_unsized(generics: &Generics) -> bool {
    let (parameters, bounds) = (&generics.params, &generics.where_clause);
    let mut tokens = quote!(#parameters #bounds).into_iter();
    tokens.any(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '?'))
}

/// Whether each type parameter is named by one of `types`; rustc refuses the others.
pub(crate) fn names_each(generics: &Generics, types: &[&Type]) -> bool {
    let is_named = |parameter: &Ident| {
        types.iter().any(|ty| named(&[parameter], ty.to_token_stream()).is_some())
    };
    generics.type_params().all(|parameter| is_named(&parameter.ident))
}

fn named<'a>(parameters: &[&'a Ident], ty: TokenStream) -> Option<&'a Ident> {
    ty.into_iter().find_map(|token| match token {
        TokenTree::Ident(word) if word == "Self" => parameters.first().copied(),
        TokenTree::Ident(word) => parameters.iter().copied().find(|name| **name == word),
        TokenTree::Group(group) => named(parameters, group.stream()),
        _ => None,
    })
}

/// `ty` with `'static` for the lifetimes of `generics` and a value for each constant, as an item
/// outside of them can name it.
pub(crate) fn concrete(generics: &Generics, ty: &Type) -> TokenStream {
    with_constants(generics, without_lifetimes(generics, ty))
}

/// As [`concrete`], where there are no constants.
pub(crate) fn without_lifetimes(generics: &Generics, ty: &Type) -> TokenStream {
    let lifetimes: Vec<_> =
        generics.lifetimes().map(|parameter| parameter.lifetime.ident.clone()).collect();
    replaced(&lifetimes, ty.to_token_stream())
}

/// Some value for each parameter that is one: what is asked does not depend on it.
fn with_constants(generics: &Generics, tokens: TokenStream) -> TokenStream {
    tokens
        .into_iter()
        .map(|token| match token {
            TokenTree::Ident(word) => {
                let parameter = generics.const_params().find(|it| it.ident == word);
                let ty = parameter.map(|it| it.ty.to_token_stream().to_string());
                match ty.as_deref() {
                    None => TokenTree::Ident(word),
                    Some("bool") => TokenTree::Ident(Ident::new("true", word.span())),
                    Some("char") => TokenTree::Literal(Literal::character('c')),
                    Some(_) => TokenTree::Literal(Literal::u8_unsuffixed(1)),
                }
            }
            TokenTree::Group(group) => {
                let stream = with_constants(generics, group.stream());
                let mut new = Group::new(group.delimiter(), stream);
                new.set_span(group.span());
                TokenTree::Group(new)
            }
            other => other,
        })
        .collect()
}

/// The `'_` in `ty`, if there is one.
pub(crate) fn elided(ty: &Type) -> Option<Lifetime> {
    fn find(tokens: TokenStream) -> Option<Lifetime> {
        let mut after_tick = false;
        tokens.into_iter().find_map(|token| {
            let is_lifetime = std::mem::replace(&mut after_tick, is_tick(&token));
            match token {
                TokenTree::Ident(word) if is_lifetime && word == "_" => {
                    Some(Lifetime::new("'_", word.span()))
                }
                TokenTree::Group(group) => find(group.stream()),
                _ => None,
            }
        })
    }
    find(ty.to_token_stream())
}

/// `ty` with `'static` for each `'_`.
pub(crate) fn without_elided(ty: &Type) -> TokenStream {
    replaced(&[Ident::new("_", Span::call_site())], ty.to_token_stream())
}

/// `tokens` as they are written outside of an `impl` of `ty`.
pub(crate) fn without_self(ty: &Type, tokens: TokenStream) -> TokenStream {
    let mut tokens = tokens.into_iter().peekable();
    let mut written = TokenStream::new();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(word) if word == "Self" => {
                let at = Span::call_site().located_at(word.span());
                let name = spans::moved(ty, at);
                let is_path =
                    matches!(tokens.peek(), Some(TokenTree::Punct(it)) if it.as_char() == ':');
                // `Pool<u8>::new` is no expression.
                let is_name = matches!(ty, Type::Path(path) if path.path.get_ident().is_some());
                written.extend(if is_path && !is_name {
                    quote_spanned!(at=> <#name>)
                } else {
                    name
                });
            }
            TokenTree::Group(group) => {
                let mut new = Group::new(group.delimiter(), without_self(ty, group.stream()));
                new.set_span(group.span());
                written.extend([TokenTree::Group(new)]);
            }
            other => written.extend([other]),
        }
    }
    written
}

fn replaced(lifetimes: &[Ident], tokens: TokenStream) -> TokenStream {
    let mut after_tick = false;
    tokens
        .into_iter()
        .map(|token| {
            let is_lifetime = std::mem::replace(&mut after_tick, is_tick(&token));
            match token {
                TokenTree::Ident(word) if is_lifetime && lifetimes.contains(&word) => {
                    TokenTree::Ident(Ident::new("static", word.span()))
                }
                TokenTree::Group(group) => {
                    let stream = replaced(lifetimes, group.stream());
                    let mut new = Group::new(group.delimiter(), stream);
                    new.set_span(group.span());
                    TokenTree::Group(new)
                }
                other => other,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use syn::{DeriveInput, parse_quote};

    use super::*;

    #[test]
    fn a_type_parameter_is_found_wherever_it_stands() {
        let item: DeriveInput = parse_quote!(
            struct S<'a, T, U, const N: usize>;
        );
        let found = |ty: Type| type_parameter(&item.generics, &ty).map(ToString::to_string);
        assert_eq!(found(parse_quote!([(Vec<U>, u8); N])).as_deref(), Some("U"));
        assert_eq!(found(parse_quote!(Box<Self>)).as_deref(), Some("T"));
        assert_eq!(found(parse_quote!(&'a [u8; N])), None);
    }

    #[test]
    fn only_the_lifetimes_and_constants_of_the_item_are_replaced() {
        let item: DeriveInput = parse_quote!(
            struct S<'a, const N: usize, const B: bool>;
        );
        let ty = parse_quote!(([A<'a, B>; N], for<'b> fn(&'b C)));
        let expected = quote!(([A<'static, true>; 1], for<'b> fn(&'b C)));
        assert_eq!(concrete(&item.generics, &ty).to_string(), expected.to_string());
    }

    #[test]
    fn self_is_named_outside_of_the_impl() {
        let spelled = |ty: Type| {
            let tokens = without_self(&ty, quote!((Self, &Self::B)));
            tokens.to_string().replace(' ', "")
        };
        assert_eq!(spelled(parse_quote!(A)), "(A,&A::B)");
        assert_eq!(spelled(parse_quote!(A<u8>)), "(A<u8>,&<A<u8>>::B)");
    }

    #[test]
    fn a_lifetime_that_nothing_names_has_no_name() {
        let item: DeriveInput = parse_quote!(
            struct S<'a, 'b: 'c, 'c, 'd, 'e, T: E<'d>, const N: usize>
            where
                T: 'a;
        );
        let Head { parameters, arguments, .. } = Head::of(&item.generics, &quote!(|it: &'e F| it));
        let expected = quote!(<'a, 'c, 'd, 'e, T: E<'d>, const N: usize>);
        assert_eq!(parameters.to_string(), expected.to_string());
        assert_eq!(arguments.to_string(), quote!(<'a, '_, 'c, 'd, 'e, T, N>).to_string());
    }

    #[test]
    fn without_parameters_there_are_no_brackets() {
        let Head { parameters, arguments, .. } = Head::of(&Generics::default(), &quote!('a));
        assert!(parameters.is_empty() && arguments.is_empty());
    }
}
