//! Whether a type holds a value of itself.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::{GenericArgument, Ident, PathArguments, Type};

use super::Model;

/// `A` in `struct A { a: Option<A> }`: rustc reports it, and once more for everything that asks for
/// its layout. What leads back through other types is not seen here.
pub(super) fn holds(ty: &Type, name: &Ident) -> bool {
    match ty {
        Type::Array(array) => holds(&array.elem, name),
        Type::Group(group) => holds(&group.elem, name),
        Type::Paren(paren) => holds(&paren.elem, name),
        Type::Tuple(tuple) => tuple.elems.iter().any(|ty| holds(ty, name)),
        Type::Path(path) if path.qself.is_none() => {
            let is_own = |ident: &Ident| ident == name || ident == "Self";
            let segments = &path.path.segments;
            if let (1, Some(only)) = (segments.len(), segments.first()) {
                if is_own(&only.ident) {
                    return true;
                }
            }
            let last = segments.last().filter(|last| last.ident == "Option");
            match last.map(|last| &last.arguments) {
                Some(PathArguments::AngleBracketed(of)) => of.args.iter().any(
                    |argument| matches!(argument, GenericArgument::Type(ty) if holds(ty, name)),
                ),
                _ => false,
            }
        }
        _ => false,
    }
}

impl Model {
    /// The size of a type that holds itself would be asked for again and again.
    pub(super) fn of_nothing(&self, private: &TokenStream) -> TokenStream {
        let Model { root, name, generics, repr, .. } = self;
        let (span, text, repr) = (Span::mixed_site(), self.text(), &repr.text);
        let (parameters, arguments, bounds) = generics.split_for_impl();
        quote_spanned! {span=>
            #[automatically_derived]
            impl #parameters #root::Layout for #name #arguments #bounds {
                const LAYOUT: &'static #root::TypeLayout =
                    &#private::whole::<()>(#text, #root::layout::Kind::Unit, #repr);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    #[test]
    fn only_what_is_there_by_value_counts() {
        let holds = |ty: Type| holds(&ty, &parse_quote!(A));
        assert!(holds(parse_quote!(A)) && holds(parse_quote!(A<T>)) && holds(parse_quote!(Self)));
        assert!(holds(parse_quote!(Option<A>)) && holds(parse_quote!(std::option::Option<(B, A)>)));
        assert!(holds(parse_quote!([A; 2])));
        assert!(!holds(parse_quote!(Box<A>)) && !holds(parse_quote!(Option<Box<A>>)));
        assert!(
            !holds(parse_quote!(&A)) && !holds(parse_quote!(b::A)) && !holds(parse_quote!(Vec<A>))
        );
    }
}
