//! What stands between the braces of an `impl`, a `trait` or a `mod`, its functions told apart.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt as _;
use syn::parse::discouraged::Speculative as _;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::token::{Brace, Bracket, Group as Fragment};
use syn::{Attribute, Ident, Result, Token, Visibility};

use super::function::{Function, between};
use super::nested::Block;

/// The braces and what is in them.
pub(crate) struct Members {
    list: Vec<Member>,
    inner_attrs: TokenStream,
    braces: Group,
}

/// One item between the braces.
pub(crate) enum Member {
    Function(Box<Function>),
    /// More functions.
    Block(Box<Block>),
    /// A constant, a type or a macro call: what that would expand to nobody knows yet.
    Other(TokenStream),
}

impl Members {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Member> {
        self.list.iter()
    }

    /// The braces with each of the members written anew.
    pub(crate) fn map(&self, write: impl FnMut(&Member) -> TokenStream) -> TokenTree {
        let mut inside = self.inner_attrs.clone();
        inside.extend(self.list.iter().map(write));
        let mut braces = Group::new(Delimiter::Brace, inside);
        braces.set_span(self.braces.span());
        TokenTree::Group(braces)
    }
}

impl Parse for Members {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(Brace) {
            if let TokenTree::Group(braces) = input.parse()? {
                let (inner_attrs, list) = inside.parse2(braces.stream())?;
                return Ok(Members { list, inner_attrs, braces });
            }
        }
        Err(input.error("expected braces"))
    }
}

/// `#![...]`, then items.
fn inside(input: ParseStream<'_>) -> Result<(TokenStream, Vec<Member>)> {
    let inner_attrs = input.call(Attribute::parse_inner)?;
    let mut list = Vec::new();
    while !input.is_empty() {
        match fragment(input)? {
            Some(items) => list.extend(items),
            None => list.push(input.parse()?),
        }
    }
    Ok((quote!(#(#inner_attrs)*), list))
}

/// What `$item` of a `macro_rules!` stands for: it arrives in an invisible group, as `$vis` does.
fn fragment(input: ParseStream<'_>) -> Result<Option<Vec<Member>>> {
    let ahead = input.fork();
    // To read them as attributes would be to read those inside the group with them.
    while !ahead.peek(Fragment) && ahead.peek(Token![#]) && ahead.peek2(Bracket) {
        ahead.parse::<TokenTree>()?;
        ahead.parse::<TokenTree>()?;
    }
    if !ahead.peek(Fragment) {
        return Ok(None);
    }
    let attrs = between(&input.fork(), &ahead)?;
    let TokenTree::Group(group) = ahead.parse()? else { return Ok(None) };
    let is_item = group.stream().into_iter().last().is_some_and(|last| match last {
        TokenTree::Group(last) => last.delimiter() == Delimiter::Brace,
        TokenTree::Punct(last) => last.as_char() == ';',
        _ => false,
    });
    if !is_item {
        return Ok(None);
    }
    input.advance_to(&ahead);
    let items = group.stream();
    Ok(Some(inside.parse2(quote!(#attrs #items))?.1))
}

impl Parse for Member {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let ahead = input.fork();
        ahead.call(Attribute::parse_outer)?;
        ahead.parse::<Visibility>()?;
        if Function::peek(&ahead) {
            return Ok(Member::Function(Box::new(input.parse()?)));
        }
        if Block::peek(&ahead) {
            let block = input.fork();
            if let Ok(read) = block.parse() {
                input.advance_to(&block);
                return Ok(Member::Block(Box::new(read)));
            }
        }
        // These end with a semicolon, whatever braces stand in front of it.
        let is_open = ahead.peek(Token![const])
            || ahead.peek(Token![static])
            || ahead.peek(Token![type])
            || ahead.peek(Token![use]);
        let start = input.fork();
        while !input.is_empty() {
            let is_last = match input.parse::<TokenTree>()? {
                TokenTree::Punct(punct) => punct.as_char() == ';',
                TokenTree::Group(group) => !is_open && group.delimiter() == Delimiter::Brace,
                _ => false,
            };
            if is_last {
                break;
            }
        }
        Ok(Member::Other(between(&start, input)?))
    }
}

/// Whether these tokens of an `impl` or a `trait` begin as no item does, be it of a later edition.
pub(super) fn is_no_item(tokens: TokenStream) -> bool {
    let begins = |input: ParseStream<'_>| {
        input.call(Attribute::parse_outer)?;
        input.parse::<Visibility>()?;
        let is_word =
            input.peek(Ident::peek_any) && !input.peek(Token![let]) && !input.peek(Token![pub]);
        let named = is_word && (input.peek2(Ident::peek_any) || input.peek2(Token![!]));
        let known = named
            || input.peek(Fragment)
            || input.peek(Token![::])
            || (is_word && input.peek2(Token![::]))
            || input.peek(Token![impl])
            || input.peek(Token![extern])
            || input.peek(Token![use]);
        input.parse::<TokenStream>()?;
        Ok(known)
    };
    !begins.parse2(tokens).unwrap_or(false)
}
