//! Where `#[instrumented]` may stand, and the functions there.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Meta, Path, Result};

use super::filter::Filter;
use crate::support::function::Function;
use crate::support::kinds::Kind;
use crate::support::members::Member;
use crate::support::nested::Block;
use crate::support::opening::{Opening, refused};

pub(crate) enum Item {
    Function(Box<Function>),
    Block(Block),
    /// A function or a block with a mistake that rustc has reported: an attribute sees only what rustc
    /// has read.
    Unread(TokenStream),
}

/// Reads the item; of a function no more than is asked for.
pub(super) fn read(item: TokenStream) -> Result<Item> {
    if let Some(function) = Function::outside(item.clone()) {
        return Ok(Item::Function(Box::new(function)));
    }
    let read = match place.parse2(item.clone())? {
        Place::Function => {
            syn::parse2(item.clone()).map(|function| Item::Function(Box::new(function)))
        }
        Place::Block => syn::parse2(item.clone()).map(Item::Block),
        Place::OddFunction => return Ok(Item::Unread(item)),
    };
    Ok(match read {
        Ok(Item::Block(block)) if block.is_broken() => Item::Unread(item),
        Ok(read) => read,
        Err(_of_rustc) => Item::Unread(item),
    })
}

enum Place {
    Function,
    Block,
    /// With modifiers in an order that nobody else reads.
    OddFunction,
}

fn place(input: ParseStream<'_>) -> Result<Place> {
    let opening = Opening::of(input)?;
    let place = if opening.is_function() {
        Place::Function
    } else if opening.is_in_a_file() {
        return Err(syn::Error::new(
            opening.span(),
            "what is in another file is not seen here; put `#[instrumented]` on the items there",
        ));
    } else if opening.is_block() {
        Place::Block
    } else if Kind::read(&input.fork())?.is_some_and(|kind| kind.words == "a function") {
        Place::OddFunction
    } else {
        return Err(refused(input, |kind| {
            format!(
                "`#[instrumented]` goes on a function, an `impl`, a trait or a module; {kind} \
                 records nothing"
            )
        }));
    };
    input.parse::<TokenStream>()?;
    Ok(place)
}

/// What happens to a function of an instrumented block, or to a block in there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Treatment {
    Recorded,
    /// Nothing can be recorded here, or it has an attribute of its own that does it.
    Untouched,
    /// Marked `#[instrumented(skip)]`.
    Skipped,
}

pub(super) fn of_function(function: &Function, filter: Option<&Filter>) -> Treatment {
    let unfit = function.body.is_none() || constness(function).is_some() || is_naked(function);
    let left_out =
        || filter.is_some_and(|filter| !filter.matches(&function.sig.ident.unraw().to_string()));
    match marked(&function.attrs) {
        Treatment::Recorded if unfit || left_out() => Treatment::Untouched,
        treatment => treatment,
    }
}

/// What the attribute of a function or a block says, if it has one.
pub(super) fn marked(attrs: &[Attribute]) -> Treatment {
    let ours = attrs.iter().find(|attr| is_ours(attr.path()));
    match ours.map(|attr| &attr.meta) {
        Some(Meta::List(list)) if is_skip(&list.tokens) => Treatment::Skipped,
        Some(_) => Treatment::Untouched,
        None => Treatment::Recorded,
    }
}

/// Whether the attribute is this one, by whatever path.
pub(super) fn is_ours(path: &Path) -> bool {
    path.segments.last().is_some_and(|name| name.ident == "instrumented")
}

/// The names of all functions that are recorded where there is no filter.
pub(super) fn recorded(block: &Block) -> Vec<String> {
    let names = |member: &Member| match member {
        Member::Function(function) if of_function(function, None) == Treatment::Recorded => {
            vec![function.sig.ident.unraw().to_string()]
        }
        Member::Block(block) if marked(&block.attrs) == Treatment::Recorded => recorded(block),
        _ => Vec::new(),
    };
    block.members().flat_map(names).collect()
}

/// What makes it a `const fn`: the word, or an attribute that is going to write it, such as
/// `#[rustversion::attr(since(1.83), const)]`.
pub(super) fn constness(function: &Function) -> Option<Span> {
    let written = |attr: &Attribute| match &attr.meta {
        Meta::List(list) if attr.path().segments.last()?.ident == "attr" => {
            let word = list.tokens.clone().into_iter().last()?;
            matches!(&word, TokenTree::Ident(ident) if ident == "const").then(|| word.span())
        }
        _ => None,
    };
    let word = function.sig.constness.map(|word| word.span);
    word.or_else(|| function.attrs.iter().find_map(written))
}

/// `#[unsafe(naked)]`: the body is one block of assembly.
pub(super) fn is_naked(function: &Function) -> bool {
    function.attrs.iter().any(|attr| match &attr.meta {
        Meta::List(list) if attr.path().is_ident("unsafe") => list.tokens.to_string() == "naked",
        meta => meta.path().is_ident("naked"),
    })
}

/// `skip` and nothing else but a comma.
fn is_skip(arguments: &TokenStream) -> bool {
    arguments.to_string().trim_end_matches([' ', ',']) == "skip"
}
