//! Tells the items that open a body from its statements.

use proc_macro2::TokenTree;
use syn::parse::discouraged::Speculative as _;
use syn::parse::{Parse as _, ParseStream};
use syn::{Attribute, Ident, Item, Token, Visibility};

use super::function::Function;

/// The words that an item may begin with, and `#` of its attributes.
const OPENINGS: &[&str] = &[
    "async",
    "const",
    "enum",
    "extern",
    "fn",
    "impl",
    "lazy_static",
    "macro_rules",
    "mod",
    "pub",
    "safe",
    "static",
    "struct",
    "thread_local",
    "trait",
    "type",
    "union",
    "unsafe",
    "use",
];

/// Whether this could be the first token of an item; most bodies begin otherwise.
pub(crate) fn may_begin(first: Option<&TokenTree>) -> bool {
    match first {
        // Once, and not for each comparison.
        Some(TokenTree::Ident(word)) => OPENINGS.contains(&word.to_string().as_str()),
        Some(TokenTree::Punct(punct)) => punct.as_char() == '#',
        // A fragment of a `macro_rules!` may be an item.
        Some(TokenTree::Group(_)) => true,
        Some(TokenTree::Literal(_)) | None => false,
    }
}

/// Steps over one item, if one stands here; statements are not parsed.
pub(crate) fn skip_one(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    let begins = ahead.call(Attribute::parse_outer).is_ok() && Visibility::parse(&ahead).is_ok();
    if !begins {
        return false;
    }
    let item = input.fork();
    let read = if Function::peek(&ahead) {
        // Its body, too, stays unread.
        item.parse::<Function>().is_ok()
    } else {
        is_item(&ahead) && item.parse::<Item>().is_ok()
    };
    if read {
        input.advance_to(&item);
    }
    read
}

/// Whether the keyword of an item other than a function stands here.
fn is_item(input: ParseStream<'_>) -> bool {
    let block = |ahead: ParseStream<'_>| ahead.peek2(syn::token::Brace);
    input.peek(Token![use])
        || (input.peek(Token![const]) && !block(input))
        || input.peek(Token![static])
        || input.peek(Token![struct])
        || input.peek(Token![enum])
        || input.peek(Token![type])
        || input.peek(Token![trait])
        || input.peek(Token![impl])
        || input.peek(Token![mod])
        || input.peek(Token![extern])
        || (input.peek(Token![unsafe]) && !block(input))
        || (input.peek(Token![union]) && input.peek2(Ident))
        || (input.peek(Ident) && input.peek2(Token![!]) && input.peek3(Ident))
        || declares(input)
}

/// `lazy_static! { .. }`: nothing but items comes of it, wherever it stands. Of any other macro it is
/// not known.
fn declares(input: ParseStream<'_>) -> bool {
    let is_called = input.peek2(Token![!]) && input.peek3(syn::token::Brace);
    let name = || input.fork().parse::<Ident>();
    is_called && name().is_ok_and(|name| name == "lazy_static" || name == "thread_local")
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::quote;

    use crate::support::function::Function;

    /// What is taken for items in a body of `items`, then `statements`.
    fn split(items: &TokenStream, statements: &TokenStream) {
        let function: Function =
            syn::parse2(quote!(fn f() { #items #statements })).expect("a function");
        let (first, rest) = function.body.expect("a body").leading_items();
        assert_eq!(first.to_string(), items.to_string());
        assert_eq!(rest.to_string(), statements.to_string());
    }

    #[test]
    fn every_kind_of_item_is_stepped_over() {
        let items = quote! {
            use a::{b, c};
            #[d] const E: [F; 1] = { [G] };
            static H: I = J;
            pub(crate) fn k() -> L<{ 3 }> { m. }
            async unsafe fn n() {}
            const fn o() {}
            struct P<const Q: usize = { 1 }>(R);
            enum S { T }
            union U { v: W }
            type X = Y;
            trait Z {}
            unsafe impl A for B<{ 1 }> {}
            mod c {}
            extern "C" { fn d(); }
            macro_rules! e { () => {} }
            lazy_static! { static ref F: G = h(); }
            thread_local! { static I: J = k(); }
        };
        split(&items, &quote!(let f = g;));
    }

    #[test]
    fn statements_are_left_alone() {
        let none = TokenStream::new();
        split(&none, &quote!(#[allow(a)] let b = c; use d;));
        split(&none, &quote!(unsafe { a() }));
        split(&none, &quote!(const { a() }));
        split(&none, &quote!(async move { a() }));
        split(&none, &quote!(format!("a"); fn b() {}));
        split(&none, &quote!(cfg_if! { if a { b } }));
        split(&none, &quote!(lazy_static.a()));
        split(&none, &quote!(crate::a()));
        split(&none, &quote!(union.a()));
        split(&none, &quote!(a. ; let =));
        split(&none, &none);
    }
}
