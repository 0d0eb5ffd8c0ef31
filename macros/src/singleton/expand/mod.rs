//! Model to tokens.

mod accessors;
mod parameter;
mod probes;
mod slot;

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::ext::IdentExt as _;

use super::{Keeping, Maker, Model};
use crate::pipeline::Expansion;
use crate::support::function::Function;

pub(super) fn expand(model: &Model) -> Expansion {
    Expansion::Beside(match &model.maker {
        Maker::Callable(_) | Maker::Provider => declaration(model, None),
        Maker::Constructor { candidates, .. } => {
            candidates.iter().map(|constructor| declaration(model, Some(constructor))).collect()
        }
    })
}

fn declaration(model: &Model, constructor: Option<&Function>) -> TokenStream {
    let Model { import, root, name, ty, keeping, key, eager, .. } = model;
    let span = Span::mixed_site();
    let private = quote_spanned!(span=> #root::__private);
    let title = name.unraw().to_string();
    let node = slot::node(model, constructor, &private, &title);
    let slot = slot::statics(model, constructor, &private);
    let reference = reference_of(*keeping, root, &private);
    let accessors = accessors::of(model, constructor, &private, &title);
    let eager = eager.as_ref().map(|_| quote_spanned!(span=> #private::eager!(SLOT_);));
    let cfgs = constructor.into_iter().flat_map(Function::cfgs);
    let (of_trait, declared, key) = match key {
        None => (quote_spanned!(span=> Singleton), quote_spanned!(span=> Declared), None),
        Some(key) => (
            quote_spanned!(span=> KeyedSingleton),
            quote_spanned!(span=> KeyedDeclared),
            Some(quote_spanned!(span=> type Key = #key;)),
        ),
    };
    let declare = if key.is_none() {
        quote_spanned!(span=> __declared)
    } else {
        quote_spanned!(span=> __declared_by_key)
    };
    // The user's closures stand beside the statics, so a `NODE` of the user must not be hidden.
    quote_spanned! {span=>
        #(#cfgs)*
        const _: () = {
            #import
            #node
            #slot
            #[automatically_derived]
            impl #root::#of_trait for #ty {
                #key
                type Ref = #reference;
                const DECLARED: #private::#declared<Self> = NODE_.#declare(&SLOT_);
            }
            impl #ty {
                #accessors
            }
            #eager
        };
    }
}

/// What `instance` gives.
pub(super) fn reference_of(
    keeping: Keeping,
    root: &TokenStream,
    private: &TokenStream,
) -> TokenStream {
    let span = Span::mixed_site();
    match keeping {
        Keeping::Process => quote_spanned!(span=> &'static Self),
        Keeping::Thread => quote_spanned!(span=> #private::Rc<Self>),
        Keeping::Managed => quote_spanned!(span=> #root::Handle<Self>),
    }
}
