//! Puts the attribute into a source file.

use std::fmt;

use proc_macro2::{Span, TokenTree};
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};
use syn::{
    Attribute, Block, ImplItemFn, ItemFn, ItemImpl, ItemMod, ItemTrait, Meta, Signature,
    TraitItemFn, Visibility,
};

const ATTRIBUTE: &str = "#[::tenure::instrumented] ";

/// Where the attribute goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On each function.
    Each,
    /// On `impl`s, traits, modules, and the functions beside them.
    Blocks,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Place::Each => "each",
            Place::Blocks => "blocks",
        })
    }
}

/// The byte offsets at which the attribute goes, and how many functions it then means.
struct Offsets {
    place: Place,
    found: Vec<usize>,
    functions: usize,
    /// Inside a block or a body that has the attribute.
    covered: bool,
}

/// The text with the attribute in front of every function, and how many there are; `None`: it is no
/// file of items.
pub fn annotate(text: &str, place: Place) -> Option<(String, usize)> {
    let file = syn::parse_file(text).ok()?;
    let mut offsets = Offsets { place, found: Vec::new(), functions: 0, covered: false };
    offsets.visit_file(&file);
    let mut annotated = text.to_owned();
    offsets.found.sort_unstable();
    for offset in offsets.found.iter().rev() {
        annotated.insert_str(*offset, ATTRIBUTE);
    }
    Some((annotated, offsets.functions))
}

/// The text with the crate of the attribute named, which edition 2015 requires in the root of a crate.
pub fn with_extern_crate(text: &str) -> String {
    let mut named = text.to_owned();
    if let Some(first) = syn::parse_file(text).ok().and_then(|file| file.items.into_iter().next()) {
        named.insert_str(first.span().byte_range().start, "extern crate tenure; ");
    }
    named
}

impl Offsets {
    /// In front of `first`, which is what follows the attributes: the lines stay as they are.
    fn put(&mut self, first: Span) {
        self.found.push(first.byte_range().start);
    }

    /// `first` is what follows the attributes.
    fn function(&mut self, attrs: &[Attribute], sig: &Signature, body: &Block, first: Span) {
        if sig.constness.is_some() || is_left_out(attrs) || Files::any(|it| it.visit_block(body)) {
            return;
        }
        self.functions += 1;
        if !self.covered {
            self.put(first);
        }
    }

    /// Visits what is inside; for the rest of a body nobody looks.
    fn block(
        &mut self,
        attrs: &[Attribute],
        first: Span,
        whole: bool,
        inside: impl FnOnce(&mut Self),
    ) {
        let before = self.covered;
        if self.place == Place::Blocks && whole && !before && !is_left_out(attrs) {
            self.put(first);
            self.covered = true;
        }
        inside(self);
        self.covered = before;
    }
}

/// Whether a module that is in a file of its own is declared somewhere inside, even in a body: a macro
/// may not be given it.
struct Files(bool);

impl Files {
    fn any(visit: impl FnOnce(&mut Files)) -> bool {
        let mut files = Files(false);
        visit(&mut files);
        files.0
    }
}

impl<'ast> Visit<'ast> for Files {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.0 |= item.content.is_none();
        visit::visit_item_mod(self, item);
    }
}

/// The visibility if there is one: it stands in front of the rest.
fn behind_attributes(vis: Option<&Visibility>, rest: Span) -> Span {
    match vis {
        None | Some(Visibility::Inherited) => rest,
        Some(vis) => vis.span(),
    }
}

/// Functions that nobody may write statements into, or that run while the recorder allocates, and
/// the templates of `rstest_reuse`, which are none: their attributes are put on others as well.
fn is_left_out(attrs: &[Attribute]) -> bool {
    let names = ["naked", "panic_handler", "proc_macro", "template"];
    attrs
        .iter()
        .any(|attr| names.iter().any(|name| attr.path().is_ident(name)) || makes_const(attr))
}

/// `#[rustversion::attr(since(1.83), const)]`: on the function alone it is an error of ours.
fn makes_const(attr: &Attribute) -> bool {
    match &attr.meta {
        Meta::List(list) => list
            .tokens
            .clone()
            .into_iter()
            .last()
            .is_some_and(|last| matches!(last, TokenTree::Ident(word) if word == "const")),
        _ => false,
    }
}

impl<'ast> Visit<'ast> for Offsets {
    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        let first = behind_attributes(Some(&item.vis), item.sig.span());
        self.function(&item.attrs, &item.sig, &item.block, first);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        let first = item.modifiers.defaultness.map_or(item.sig.span(), |word| word.span());
        let first = behind_attributes(Some(&item.vis), first);
        self.function(&item.attrs, &item.sig, &item.block, first);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast TraitItemFn) {
        if let Some(body) = &item.default {
            self.function(&item.attrs, &item.sig, body, item.sig.span());
        }
        visit::visit_trait_item_fn(self, item);
    }

    fn visit_block(&mut self, block: &'ast Block) {
        // Bodies are not read by the macro, so functions in there need one of their own.
        let before = std::mem::take(&mut self.covered);
        visit::visit_block(self, block);
        self.covered = before;
    }

    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        let first = match (&item.modifiers.defaultness, &item.unsafety) {
            (Some(word), _) => word.span(),
            (None, Some(word)) => word.span(),
            (None, None) => item.impl_token.span(),
        };
        let whole = !Files::any(|it| it.visit_item_impl(item));
        self.block(&item.attrs, first, whole, |inside| visit::visit_item_impl(inside, item));
    }

    fn visit_item_trait(&mut self, item: &'ast ItemTrait) {
        let rest = item.unsafety.map_or(item.trait_token.span(), |word| word.span());
        let first = behind_attributes(Some(&item.vis), rest);
        let whole = !Files::any(|it| it.visit_item_trait(item));
        self.block(&item.attrs, first, whole, |inside| visit::visit_item_trait(inside, item));
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if item.content.is_none() {
            return;
        }
        let rest = item.unsafety.map_or(item.mod_token.span(), |word| word.span());
        let first = behind_attributes(Some(&item.vis), rest);
        let whole = !Files::any(|it| it.visit_item_mod(item));
        self.block(&item.attrs, first, whole, |inside| visit::visit_item_mod(inside, item));
    }
}
