//! Model to tokens.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::{Attribute, Expr, ExprLit, Ident, Lit, Meta};

use super::parse::Item;
use super::{Head, Kind, Member, Model};
use crate::pipeline::Expansion;
use crate::support::generics;
use crate::support::lints;
use crate::support::options::Options;
use crate::support::spelling::compact;

pub(super) fn expand(model: &Model) -> Expansion {
    let Model { import, root, head, .. } = model;
    let span = Span::mixed_site();
    let private = quote_spanned!(span=> #root::__private);
    let list = model.members.iter().map(|member| member.written(root, &private));
    let list = quote_spanned!(span=> &[#(#list),*]);
    match head {
        Head::Impl(item) => {
            let ty = generics::without_lifetimes(&item.generics, &item.self_ty);
            let ty = syn::parse2(ty.clone()).map_or(ty, |ty| generics::without_elided(&ty));
            let text = compact(&item.self_ty.to_token_stream());
            let (name, text) = match &item.trait_ {
                None => (String::new(), format!("impl {text}")),
                Some(of) => {
                    let (path, _) = of;
                    (last(path), format!("impl {} for {text}", compact(&path.to_token_stream())))
                }
            };
            let lints = lints::allowed(&item.attrs);
            let registered = quote_spanned! {span=>
                #lints
                const _: () = {
                    #import
                    const BLOCK: #private::Registered = #private::Registered {
                        ty: #private::type_id::<#ty>,
                        block: #private::Block {
                            text: #text,
                            name: #name,
                            members: #list,
                        },
                    };
                    #private::registered!(BLOCK);
                };
            };
            Expansion::Beside(registered)
        }
        Head::Trait(item) => {
            let name = item.ident.unraw().to_string();
            let text = format!("trait {name}");
            let body = quote_spanned! {span=>
                static BLOCK: #private::Block = #private::Block {
                    text: #text,
                    name: #name,
                    members: #list,
                };
                &BLOCK
            };
            Expansion::Instead(with_list(&model.block.to_token_stream(), &private, &body))
        }
    }
}

/// Beside an error: a trait that can still be asked.
pub(super) fn stub(options: &Options, item: &Item) -> Expansion {
    let private = options.private_path().to_token_stream();
    match &item.head {
        Head::Impl(_) => Expansion::Beside(TokenStream::new()),
        Head::Trait(_) => {
            let body = quote_spanned!(Span::mixed_site()=> #private::never());
            Expansion::Instead(with_list(&item.block.to_token_stream(), &private, &body))
        }
    }
}

/// The trait with one function more, that `members_of!` finds by the name of the trait alone. Its own
/// name is what rustc says of a trait that has it not. It is no part of a `dyn` type.
fn with_list(block: &TokenStream, private: &TokenStream, body: &TokenStream) -> TokenStream {
    let span = Span::mixed_site();
    let function = quote_spanned! {span=>
        #[doc(hidden)]
        #[must_use]
        fn __put_the_attribute_members_on_this_trait() -> &'static #private::Block
        where
            Self: #private::Sized,
        {
            #body
        }
    };
    let mut tokens: Vec<TokenTree> = block.clone().into_iter().collect();
    if let Some(TokenTree::Group(braces)) = tokens.pop() {
        let inside = braces.stream();
        let mut extended = Group::new(braces.delimiter(), quote!(#inside #function));
        extended.set_span(braces.span());
        tokens.push(TokenTree::Group(extended));
    }
    tokens.into_iter().collect()
}

/// The name of a trait without its path and its arguments.
fn last(path: &syn::Path) -> String {
    path.segments.last().map(|last| last.ident.unraw().to_string()).unwrap_or_default()
}

impl Member {
    fn written(&self, root: &TokenStream, private: &TokenStream) -> TokenStream {
        let Member { ident, attrs, vis, kind, sig, asyncness, unsafety, is_default } = self;
        let span = Span::mixed_site();
        let kind = match kind {
            Kind::Const => quote_spanned!(span=> Const),
            Kind::Type => quote_spanned!(span=> Type),
            Kind::Static => quote_spanned!(span=> Static),
            Kind::Ref => quote_spanned!(span=> Ref),
            Kind::Mut => quote_spanned!(span=> Mut),
            Kind::Own => quote_spanned!(span=> Own),
            Kind::Other(ty) => quote_spanned!(span=> Other(#ty)),
        };
        let name = ident.unraw().to_string();
        // Where a method is called counts as the place, and its name means the same everywhere.
        let method = Ident::new("member", ident.span());
        let kind = quote_spanned!(span=> #root::members::MemberKind::#kind);
        let method = quote_spanned!(ident.span()=> #method(#name, #kind, #sig));
        let plain = quote_spanned!(span=> #private::DECLARED.#method);
        let doc = doc(attrs);
        let doc = (!doc.is_empty()).then(|| quote_spanned!(span=> doc: #doc,));
        let vis = (!vis.is_empty()).then(|| quote_spanned!(span=> vis: #vis,));
        let flag = |is_set: bool, name: &str| {
            let name = Ident::new(name, span);
            is_set.then(|| quote_spanned!(span=> #name: true,))
        };
        let flags = [
            flag(*asyncness, "asyncness"),
            flag(*unsafety, "unsafety"),
            flag(*is_default, "is_default"),
        ];
        let deprecated = deprecated(attrs)
            .map(|note| quote_spanned!(span=> deprecated: #private::Option::Some(#note),));
        let flags = flags.into_iter().flatten();
        let extras = quote!(#vis #doc #deprecated #(#flags)*);
        let cfgs = self.cfgs();
        if extras.is_empty() {
            return quote!(#(#cfgs)* #plain);
        }
        quote_spanned! {span=>
            #(#cfgs)*
            #root::members::Member {
                #extras
                ..#plain
            }
        }
    }
}

/// The lines of the doc comment.
fn doc(attrs: &[Attribute]) -> String {
    let lines = attrs.iter().filter_map(|attr| match &attr.meta {
        Meta::NameValue(pair) if attr.path().is_ident("doc") => text(&pair.value),
        _ => None,
    });
    let lines: Vec<_> =
        lines.map(|line| line.strip_prefix(' ').unwrap_or(&line).to_owned()).collect();
    lines.join("\n")
}

/// What a `#[deprecated]` says, which may be nothing.
fn deprecated(attrs: &[Attribute]) -> Option<String> {
    let attr = attrs.iter().find(|attr| attr.path().is_ident("deprecated"))?;
    let mut note = None;
    match &attr.meta {
        Meta::NameValue(pair) => note = text(&pair.value),
        Meta::List(list) => {
            // What it cannot read rustc reports.
            let _by_rustc = list.parse_nested_meta(|meta| {
                let value: Expr = meta.value()?.parse()?;
                if meta.path.is_ident("note") {
                    note = text(&value);
                }
                Ok(())
            });
        }
        Meta::Path(_) => {}
    }
    Some(note.unwrap_or_default())
}

fn text(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}
