//! Options and item to model.

use proc_macro2::TokenTree;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, DeriveInput, Ident, Result, Token, Type, Visibility};

use super::{Maker, Model};
use crate::support::block::ImplBlock;
use crate::support::errors::Errors;
use crate::support::function::Function;
use crate::support::options::Options;
use crate::support::spans;

/// Where `#[singleton]` may stand.
pub(crate) enum Item {
    Type(DeriveInput),
    Impl(ImplBlock),
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let ahead = input.fork();
        ahead.call(Attribute::parse_outer)?;
        if ahead.peek(Token![impl]) || (ahead.peek(Token![unsafe]) && ahead.peek2(Token![impl])) {
            return Ok(Item::Impl(input.parse()?));
        }
        ahead.parse::<Visibility>()?;
        let is_type = ahead.peek(Token![struct]) || ahead.peek(Token![enum]);
        // `union` is a keyword only in front of a name.
        let is_union = ahead.peek(Token![union]) && ahead.peek2(Ident);
        if is_type || is_union {
            return Ok(Item::Type(input.parse()?));
        }
        let token = ahead.parse::<TokenTree>()?;
        // What cannot be read has its error already, at the right place.
        input.parse::<proc_macro2::TokenStream>()?;
        let message = format!(
            "`#[singleton]` goes on a type or on its `impl` block; a `{token}` has no instance"
        );
        Err(syn::Error::new(token.span(), message))
    }
}

pub(super) fn parse(options: &mut Options, item: Item, errors: &mut Errors) -> Option<Model> {
    let root = options.root();
    let init = options.value("init", "path", errors);
    let deps = options.list("deps", "A, B", errors);
    let dispose = options.value("dispose", "path", errors);
    let eager = options.flag("eager", errors);
    let (name, ty, generics, vis, maker) = match item {
        Item::Type(item) => {
            let DeriveInput { vis, ident, generics, .. } = item;
            let ident = spans::own(&ident);
            let ty = spans::own_type(&ident, &generics);
            (ident, ty, generics, vis, Maker::Callable(init))
        }
        Item::Impl(block) => {
            let ImplBlock { header, .. } = &block;
            let ty = Type::clone(&header.self_ty);
            let maker = Maker::Constructor {
                candidates: constructors(&block),
                of_trait: header.trait_.as_ref().map(|(path, _)| path.clone()),
                init,
            };
            let vis = Visibility::Public(Token![pub](proc_macro2::Span::mixed_site()));
            (type_name(&ty, errors)?, ty, header.generics.clone(), vis, maker)
        }
    };
    Some(Model { root, name, ty, generics, vis, maker, deps, dispose, eager })
}

/// The functions marked `#[init]`; without one, `fn new`.
fn constructors(block: &ImplBlock) -> Vec<Function> {
    let marked =
        |function: &&Function| function.attrs.iter().any(|attr| attr.path().is_ident("init"));
    let found: Vec<_> = block.functions().filter(marked).cloned().collect();
    if found.is_empty() {
        block.functions().filter(|function| function.sig.ident == "new").cloned().collect()
    } else {
        found
    }
}

/// The last name in the path of the type.
fn type_name(ty: &Type, errors: &mut Errors) -> Option<Ident> {
    let name = match ty {
        Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.clone()),
        Type::Group(group) => return type_name(&group.elem, errors),
        Type::Paren(paren) => return type_name(&paren.elem, errors),
        _ => None,
    };
    if name.is_none() {
        errors.report(
            ty,
            "`#[singleton]` needs the `impl` block of a named type; write `impl Name { .. }`",
        );
    }
    name
}
