//! An `impl` block with its header read, its functions told apart and their bodies left alone.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::{Attribute, ItemImpl, Result, Token, Visibility};

use super::function::{Function, between};

/// An `impl` block.
pub(crate) struct ImplBlock {
    /// The block with empty braces: attributes, generics, trait and type.
    pub(crate) header: ItemImpl,
    pub(crate) members: Vec<Member>,
    /// All in front of the braces, as it was written.
    head: TokenStream,
    inner_attrs: TokenStream,
    braces: Group,
}

/// One item of the block.
pub(crate) enum Member {
    Function(Box<Function>),
    /// A constant, a type or a macro call.
    Other(TokenStream),
}

impl ImplBlock {
    pub(crate) fn functions(&self) -> impl Iterator<Item = &Function> {
        self.members.iter().filter_map(|member| match member {
            Member::Function(function) => Some(&**function),
            Member::Other(_) => None,
        })
    }

    /// What is between the braces and no function.
    pub(crate) fn others(&self) -> impl Iterator<Item = &TokenStream> {
        self.members.iter().filter_map(|member| match member {
            Member::Function(_) => None,
            Member::Other(tokens) => Some(tokens),
        })
    }

    /// The block with each of its functions written anew; the rest is given back as it was.
    pub(crate) fn with_functions(
        &self,
        mut write: impl FnMut(&Function) -> TokenStream,
    ) -> TokenStream {
        let mut body = self.inner_attrs.clone();
        for member in &self.members {
            body.extend(match member {
                Member::Function(function) => write(function),
                Member::Other(tokens) => tokens.clone(),
            });
        }
        let mut braces = Group::new(Delimiter::Brace, body);
        braces.set_span(self.braces.span());
        let head = &self.head;
        quote!(#head #braces)
    }
}

impl Parse for ImplBlock {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut tokens: Vec<TokenTree> = input.parse::<TokenStream>()?.into_iter().collect();
        let braces = match tokens.pop() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => group,
            _ => return Err(input.error("expected an `impl` block")),
        };
        let head: TokenStream = tokens.into_iter().collect();
        let header = header.parse2(quote!(#head {}))?;
        let (inner_attrs, members) = members.parse2(braces.stream())?;
        Ok(ImplBlock { header, members, head, inner_attrs, braces })
    }
}

/// A visibility is none of ours to report: rustc does.
fn header(input: ParseStream<'_>) -> Result<ItemImpl> {
    let attrs = input.call(Attribute::parse_outer)?;
    input.parse::<Visibility>()?;
    let block: ItemImpl = input.parse()?;
    Ok(ItemImpl { attrs, ..block })
}

/// What stands between the braces: `#![...]`, then items.
fn members(input: ParseStream<'_>) -> Result<(TokenStream, Vec<Member>)> {
    let inner_attrs = input.call(Attribute::parse_inner)?;
    let mut members = Vec::new();
    while !input.is_empty() {
        members.push(input.parse()?);
    }
    Ok((quote!(#(#inner_attrs)*), members))
}

impl Parse for Member {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let ahead = input.fork();
        ahead.call(Attribute::parse_outer)?;
        ahead.parse::<Visibility>()?;
        if Function::peek(&ahead) {
            return Ok(Member::Function(Box::new(input.parse()?)));
        }
        let start = input.fork();
        loop {
            let last = match input.parse::<TokenTree>()? {
                TokenTree::Punct(punct) => punct.as_char() == ';',
                TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
                _ => false,
            };
            if last || input.is_empty() {
                break;
            }
        }
        // The semicolon behind `const A: B = { .. }`.
        let _: Option<Token![;]> = input.parse()?;
        Ok(Member::Other(between(&start, input)?))
    }
}

impl ToTokens for ImplBlock {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.with_functions(ToTokens::to_token_stream));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_comes_back_as_it_was_written() {
        let tokens = quote! {
            #[a] impl<T: B> C<{ D }> for e::F<T> where T: G {
                #![h]
                const I: J = { k };
                type L = M;
                n! { o }
                #[p] pub(crate) const unsafe extern "C" fn q(&self) -> R { s }
                fn t();
            }
        };
        let block: ImplBlock = syn::parse2(tokens.clone()).expect("an impl block");
        assert_eq!(block.to_token_stream().to_string(), tokens.to_string());
        let names: Vec<_> =
            block.functions().map(|function| function.sig.ident.to_string()).collect();
        assert_eq!(names, ["q", "t"]);
    }
}
