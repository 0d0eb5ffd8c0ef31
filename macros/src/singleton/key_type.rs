//! The type of the keys: what cannot be one, as far as it can be seen.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::Type;

use super::Model;
use crate::support::errors::Errors;
use crate::support::owned::{owner, plain};
use crate::support::spelling::compact;

/// A part of the type, and what is wrong with it.
type Mistake = (TokenStream, String);

/// `key = str`: rustc has an error for each trait, each use and each static.
pub(super) fn check(model: &Model, errors: &mut Errors) {
    if let Some((place, message)) = model.key.as_ref().and_then(mistake) {
        errors.report(&place, message);
    }
}

/// What is wrong with the type of a key.
pub(super) fn mistake(key: &Type) -> Option<Mistake> {
    let text = compact(&key.to_token_stream());
    let message = match plain(key) {
        Type::Infer(_) => {
            "`_` does not say of which type the keys are; write the type, such as `key = String`"
                .to_owned()
        }
        Type::ImplTrait(_) => format!(
            "`{text}` does not say of which type the keys are; write the type, such as `key = String`"
        ),
        Type::TraitObject(_) => {
            format!("`{text}` has no size, so it cannot be a key; write a type of your own, or an enum")
        }
        Type::FnPtr(_) => {
            format!("`{text}` cannot be a key, because one function can have several addresses; write an enum")
        }
        Type::Never(_) => {
            "`!` has no values, so it cannot be a key; write a type that has some, such as `key = String`".to_owned()
        }
        Type::Reference(it) if it.lifetime.as_ref().is_none_or(|it| it.ident != "static") => {
            let owned = owner(&it.elem).unwrap_or_else(|| compact(&it.elem.to_token_stream()));
            format!("`{text}` borrows, and a key is kept; write `key = {owned}`")
        }
        Type::Tuple(tuple) => return tuple.elems.iter().find_map(mistake),
        Type::Array(array) => return mistake(&array.elem),
        Type::Path(path) if path.path.is_ident("f32") || path.path.is_ident("f64") => {
            format!("`{text}` cannot be a key, since not each equals itself; write one that does, such as `u64`")
        }
        other => match owner(other) {
            Some(owned) => format!("`{text}` has no size, so it cannot be a key; write `key = {owned}`"),
            None => return inside(key.to_token_stream()),
        },
    };
    Some((key.to_token_stream(), message))
}

/// `Vec<&str>`, `Cow<'_, str>`, `Vec<_>`.
fn inside(tokens: TokenStream) -> Option<Mistake> {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let message = match &token {
            // Behind these, lifetimes are their own.
            TokenTree::Ident(word) if word == "fn" || word == "for" || word == "dyn" => {
                return None;
            }
            // Behind it the length of an array.
            TokenTree::Punct(punct) if punct.as_char() == ';' => return None,
            TokenTree::Punct(punct) if punct.as_char() == '&' => match tokens.peek() {
                Some(TokenTree::Punct(tick)) if tick.as_char() == '\'' => continue,
                _ => {
                    "a key is kept, so nothing in it can borrow; write what owns, as `String` for \
                      `&str`, or `&'static`"
                }
            },
            TokenTree::Punct(punct) if punct.as_char() == '\'' => match tokens.next() {
                Some(TokenTree::Ident(name)) if name == "static" => continue,
                name => {
                    let place = [token].into_iter().chain(name).collect();
                    let message = "a key is kept, so nothing in it can borrow; write `'static`";
                    return Some((place, message.to_owned()));
                }
            },
            TokenTree::Ident(word) if word == "_" => {
                "`_` does not say of which type the keys are; write the type"
            }
            TokenTree::Group(group) if group.delimiter() != Delimiter::Brace => {
                match inside(group.stream()) {
                    None => continue,
                    found => return found,
                }
            }
            _ => continue,
        };
        return Some((token.into(), message.to_owned()));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(key: &str) -> Option<String> {
        let ty = syn::parse_str(key).expect("a type");
        mistake(&ty).map(|(place, _)| place.to_string().replace(' ', ""))
    }

    #[test]
    fn what_is_owned_can_be_a_key() {
        let keys = [
            "String",
            "&'static str",
            "(u8, Vec<String>)",
            "[u8; { 1 & 2 }]",
            "[u8; 1 & 2]",
            "std::borrow::Cow<'static, str>",
            "PhantomData<fn(&u8)>",
            "Arc<dyn for<'a> Of<'a>>",
        ];
        assert_eq!(keys.map(place), [const { None }; 8]);
    }

    #[test]
    fn a_float_is_no_key_unless_a_type_makes_it_one() {
        let keys = ["f64", "(u8, f32)", "[f64; 2]", "OrderedFloat<f64>"];
        let places = ["f64", "f32", "f64"].map(|place| Some(place.to_owned()));
        assert_eq!(keys.map(place)[..3], places);
        assert_eq!(place(keys[3]), None);
    }

    #[test]
    fn what_is_borrowed_or_has_no_size_is_named_where_it_stands() {
        let keys = ["str", "&str", "(u8, [u8])", "Vec<&str>", "Cow<'a, str>", "Vec<_>", "fn(u8)"];
        let places = ["str", "&str", "[u8]", "&", "'a", "_", "fn(u8)"];
        assert_eq!(keys.map(place), places.map(|place| Some(place.to_owned())));
    }
}
