//! Removes our helper attributes from an item that is given back as it was written.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

use super::conditional::Conditional;

/// `item` without the attributes in `helpers`; function bodies and values are not looked into.
pub(crate) fn strip(item: TokenStream, helpers: &[&str]) -> TokenStream {
    without(item.clone(), helpers).unwrap_or(item)
}

/// `None`: there is nothing to remove. A group that is built anew loses the spans of its two
/// delimiters, so what holds no helper is given back as it is.
fn without(item: TokenStream, helpers: &[&str]) -> Option<TokenStream> {
    let mut kept: Vec<TokenTree> = Vec::new();
    let mut changed = false;
    // What the next braces hold: after `fn` a body, after `=` a value; else fields or members.
    let mut code = false;
    // Between angle brackets `=` gives a parameter its default, or an associated type.
    let mut angles = 0_u32;
    let mut arrow = false;
    let mut tokens = item.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match &token {
            TokenTree::Punct(hash)
                if hash.as_char() == '#'
                    && tokens.next_if(|next| is_helper(next, helpers)).is_some() =>
            {
                changed = true;
                continue;
            }
            TokenTree::Group(group) if is_attribute(kept.last(), group) => {
                if let Some(rest) = without_conditional(group, helpers) {
                    changed = true;
                    if rest.is_empty() {
                        kept.pop();
                    }
                    kept.extend(rest);
                    continue;
                }
            }
            TokenTree::Punct(punct) if punct.as_char() == ';' => code = false,
            TokenTree::Punct(punct) if punct.as_char() == '<' && !code => angles += 1,
            TokenTree::Punct(punct) if punct.as_char() == '>' && !code && !arrow => {
                angles = angles.saturating_sub(1);
            }
            TokenTree::Punct(punct) if punct.as_char() == '=' && angles == 0 => code = true,
            TokenTree::Ident(word) if word == "fn" => code = true,
            TokenTree::Group(group) if code => code = group.delimiter() != Delimiter::Brace,
            TokenTree::Group(group) => {
                if let Some(stream) = without(group.stream(), helpers) {
                    let mut stripped = Group::new(group.delimiter(), stream);
                    stripped.set_span(group.span());
                    kept.push(TokenTree::Group(stripped));
                    changed = true;
                    continue;
                }
            }
            _ => {}
        }
        arrow = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '-');
        kept.push(token);
    }
    changed.then(|| kept.into_iter().collect())
}

/// `[cfg_attr(..)]` without helpers, if it has one; empty: it has nothing else.
fn without_conditional(attribute: &Group, helpers: &[&str]) -> Option<TokenStream> {
    let Conditional { condition, attributes } = Conditional::read(attribute.stream())?;
    let is_ours = |attribute: &TokenStream| names_helper(attribute, helpers);
    if !attributes.iter().any(is_ours) {
        return None;
    }
    let others: Vec<_> = attributes.iter().filter(|attribute| !is_ours(attribute)).collect();
    if others.is_empty() {
        return Some(TokenStream::new());
    }
    let mut rest = Group::new(Delimiter::Bracket, quote!(cfg_attr(#condition, #(#others),*)));
    rest.set_span(attribute.span());
    Some(TokenTree::Group(rest).into())
}

/// Whether `group` is the `[..]` behind a `#`.
fn is_attribute(before: Option<&TokenTree>, group: &Group) -> bool {
    group.delimiter() == Delimiter::Bracket
        && matches!(before, Some(TokenTree::Punct(hash)) if hash.as_char() == '#')
}

/// Whether this is the `[name ...]` of one of the helpers, or all of one that has arguments.
fn is_helper(token: &TokenTree, helpers: &[&str]) -> bool {
    let TokenTree::Group(group) = token else { return false };
    group.delimiter() == Delimiter::Bracket && names_helper(&group.stream(), helpers)
}

fn names_helper(attribute: &TokenStream, helpers: &[&str]) -> bool {
    let first = attribute.clone().into_iter().next();
    let whole = || attribute.to_string().replace(' ', "").replace(",)", ")");
    helpers.iter().any(|helper| {
        if helper.ends_with(')') {
            // The same attribute may be a macro, which is named by any path.
            whole().rsplit("::").next() == Some(helper)
        } else {
            matches!(&first, Some(TokenTree::Ident(name)) if name == helper)
                || whole().split(['(', '=']).next() == Some(helper)
        }
    })
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    fn stripped(item: TokenStream) -> String {
        strip(item, &["dispose", "init"]).to_string()
    }

    #[test]
    fn helpers_of_fields_and_variants_go() {
        let item = quote!(
            #[derive(A)]
            enum E {
                #[dispose(terminal)]
                B {
                    #[dispose]
                    #[c]
                    d: F,
                },
                G(#[dispose] H),
            }
        );
        let clean = quote!(
            #[derive(A)]
            enum E {
                B {
                    #[c]
                    d: F,
                },
                G(H),
            }
        );
        assert_eq!(stripped(item), clean.to_string());
    }

    #[test]
    fn helpers_behind_a_default_or_an_associated_type_go() {
        let item = quote!(
            struct A<B: Fn() -> C = D, const E: usize = 1>(#[dispose] B);
        );
        let clean = quote!(
            struct A<B: Fn() -> C = D, const E: usize = 1>(B);
        );
        assert_eq!(stripped(item), clean.to_string());
        let item = quote!(
            impl<I: Iterator<Item = u8>> A<I> {
                #[init]
                fn b() {
                    #[init]
                    c
                }
            }
        );
        let clean = quote!(
            impl<I: Iterator<Item = u8>> A<I> {
                fn b() {
                    #[init]
                    c
                }
            }
        );
        assert_eq!(stripped(item), clean.to_string());
    }

    #[test]
    fn a_helper_with_arguments_goes_only_with_them() {
        let item = quote!(impl A { #[b::c(d)] #[c(e)] #[c] fn f() {} #[c(d,)] fn g() {} });
        let clean = quote!(impl A { #[c(e)] #[c] fn f() {} fn g() {} });
        assert_eq!(strip(item, &["c(d)"]).to_string(), clean.to_string());
    }

    #[test]
    fn helpers_under_a_condition_go() {
        let item = quote!(impl A {
            #[cfg_attr(b, c::d(e))] fn f() {}
            #[cfg_attr(g(h, i), j, d(e), k(l))] fn m() {}
            #[cfg_attr(n, o)] fn p() {}
        });
        let clean = quote!(impl A {
            fn f() {}
            #[cfg_attr(g(h, i), j, k(l))] fn m() {}
            #[cfg_attr(n, o)] fn p() {}
        });
        assert_eq!(strip(item, &["d(e)"]).to_string(), clean.to_string());
    }

    #[test]
    fn helpers_of_methods_go_and_bodies_stay() {
        let item =
            quote!(impl A { #[init] fn b(c: D) -> E { #[init] f } const G: H = { #[init] i }; });
        let clean = quote!(impl A { fn b(c: D) -> E { #[init] f } const G: H = { #[init] i }; });
        assert_eq!(stripped(item), clean.to_string());
    }
}
