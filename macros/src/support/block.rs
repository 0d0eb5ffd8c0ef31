//! An `impl` block with its header read, its functions told apart and their bodies left alone.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::{Attribute, ItemImpl, Result, Visibility};

use super::function::Function;
use super::members::Member;
use super::nested::Block;

/// An `impl` block.
pub(crate) struct ImplBlock {
    /// The block with empty braces: attributes, generics, trait and type.
    pub(crate) header: ItemImpl,
    block: Block,
}

impl ImplBlock {
    pub(crate) fn functions(&self) -> impl Iterator<Item = &Function> {
        self.block.functions()
    }

    /// What is between the braces and no function.
    pub(crate) fn others(&self) -> impl Iterator<Item = TokenStream> {
        self.block.members().filter_map(|member| match member {
            Member::Function(_) => None,
            other => Some(other.to_token_stream()),
        })
    }
}

impl Parse for ImplBlock {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let tokens: TokenStream = input.parse()?;
        let mut head: Vec<TokenTree> = tokens.clone().into_iter().collect();
        match head.pop() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {}
            _ => return Err(input.error("expected an `impl` block")),
        }
        let header = header.parse2(quote!(#(#head)* {}))?;
        Ok(ImplBlock { header, block: syn::parse2(tokens)? })
    }
}

/// A visibility is none of ours to report: rustc does.
fn header(input: ParseStream<'_>) -> Result<ItemImpl> {
    let attrs = input.call(Attribute::parse_outer)?;
    input.parse::<Visibility>()?;
    let block: ItemImpl = input.parse()?;
    Ok(ItemImpl { attrs, ..block })
}

impl ToTokens for ImplBlock {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.block.to_tokens(tokens);
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
