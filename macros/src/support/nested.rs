//! An `impl`, a `trait` or a `mod`, of which nothing but the functions is read.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseBuffer, ParseStream, Peek};
use syn::{Attribute, Result, Token};

use super::function::{Function, between};
use super::members::{Member, Members, is_no_item};

/// A block of functions and of more blocks.
pub(crate) struct Block {
    pub(crate) attrs: Vec<Attribute>,
    /// `impl`, `trait` or `mod`.
    pub(crate) keyword: Ident,
    /// All in front of the braces, as it was written.
    head: TokenStream,
    members: Members,
}

impl Block {
    /// Whether a block begins here, behind its attributes and visibility.
    pub(crate) fn peek(input: ParseStream<'_>) -> bool {
        let ahead = behind_modifiers(input);
        ahead.peek(Token![impl]) || ahead.peek(Token![trait]) || ahead.peek(Token![mod])
    }

    /// Whether it is one with this keyword.
    pub(crate) fn peek_keyword(input: ParseStream<'_>, keyword: impl Peek) -> bool {
        behind_modifiers(input).peek(keyword)
    }

    /// The block with nothing between its braces, read as an item.
    pub(crate) fn header<T: Parse>(&self) -> Result<T> {
        let head = &self.head;
        syn::parse2(quote!(#head {}))
    }

    pub(crate) fn members(&self) -> impl Iterator<Item = &Member> {
        self.members.iter()
    }

    /// Whether something in it is no item, which rustc has reported and steps over.
    pub(crate) fn is_broken(&self) -> bool {
        self.members().any(|member| match member {
            Member::Function(_) => false,
            Member::Block(block) => block.is_broken(),
            // Of a module rustc reads nothing beyond a mistake, and its items have braces in odd places.
            Member::Other(tokens) => self.keyword != "mod" && is_no_item(tokens.clone()),
        })
    }

    /// The functions that stand in the block itself.
    pub(crate) fn functions(&self) -> impl Iterator<Item = &Function> {
        self.members().filter_map(|member| match member {
            Member::Function(function) => Some(&**function),
            Member::Block(_) | Member::Other(_) => None,
        })
    }

    /// The block with each of its members written anew; the rest is given back as it was.
    pub(crate) fn map(&self, write: impl FnMut(&Member) -> TokenStream) -> TokenStream {
        let (head, members) = (&self.head, self.members.map(write));
        quote!(#head #members)
    }
}

impl Parse for Block {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let start = input.fork();
        let attrs = input.call(Attribute::parse_outer)?;
        let mut keyword = None;
        while !is_body(input) {
            match input.parse::<TokenTree>()? {
                TokenTree::Ident(word) if word == "impl" || word == "trait" || word == "mod" => {
                    keyword = keyword.or(Some(word));
                }
                TokenTree::Punct(punct) if punct.as_char() == ';' => {
                    return Err(syn::Error::new(punct.span(), "expected braces"));
                }
                _ => {}
            }
        }
        let head = between(&start, input)?;
        let keyword = keyword.ok_or_else(|| input.error("expected a block of functions"))?;
        Ok(Block { attrs, keyword, head, members: input.parse()? })
    }
}

/// The block from its keyword on.
fn behind_modifiers<'a>(input: &ParseBuffer<'a>) -> ParseBuffer<'a> {
    let ahead = input.fork();
    // Each of these may be absent; together they are all that can stand before the keyword.
    let _: Option<Token![default]> = ahead.parse().unwrap_or_default();
    let _: Option<Token![const]> = ahead.parse().unwrap_or_default();
    let _: Option<Token![unsafe]> = ahead.parse().unwrap_or_default();
    let _: Option<Token![auto]> = ahead.parse().unwrap_or_default();
    ahead
}

/// Whether braces stand here and are no argument: `impl A<{ 1 }>`.
fn is_body(input: ParseStream<'_>) -> bool {
    let Some((TokenTree::Group(group), rest)) = input.cursor().token_tree() else { return false };
    let argument = || rest.punct().is_some_and(|(next, _)| matches!(next.as_char(), '>' | ','));
    group.delimiter() == Delimiter::Brace && !argument()
}

impl ToTokens for Block {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.map(ToTokens::to_token_stream));
    }
}

impl ToTokens for Member {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Member::Function(function) => function.to_tokens(tokens),
            Member::Block(block) => block.to_tokens(tokens),
            Member::Other(other) => tokens.extend(other.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The block, and the names of its functions and of those of the blocks inside.
    fn read(tokens: &TokenStream) -> (Block, Vec<String>) {
        let block: Block = syn::parse2(tokens.clone()).expect("a block");
        let names = names(&block);
        (block, names)
    }

    fn names(block: &Block) -> Vec<String> {
        let of = |member: &Member| match member {
            Member::Function(function) => vec![function.sig.ident.to_string()],
            Member::Block(block) => names(block),
            Member::Other(_) => Vec::new(),
        };
        block.members().flat_map(of).collect()
    }

    fn come_back(tokens: &TokenStream, expected: &[&str]) {
        let (block, names) = read(tokens);
        assert_eq!(block.to_token_stream().to_string(), tokens.to_string());
        assert_eq!(names, expected);
    }

    #[test]
    fn a_module_comes_back_with_all_that_is_in_it() {
        let tokens = quote! {
            #[a]
            pub(in b) mod c {
                #![d]
                use e::{f, g::{h}};
                extern crate i as j;
                const K: [L; { 1 }] = if M { [1] } else { fn n() {} [2] };
                static O: P<{ 2 }> = unsafe { Q };
                type R = fn() -> S<{ 3 }>;
                struct T<const U: usize = { 4 }>(V);
                enum W { X }
                union Y { z: A }
                macro_rules! b { () => { fn c() {} }; }
                d! { fn e() {} }
                f!(fn g() {});
                unsafe extern "C" { safe fn h(); }
                mod i;
                trait J = K;
                pub fn l() -> M<{ 5 }> { fn n() {} }
                default unsafe impl<T: O<{ 6 }, P>> Q for R<{ 7 }> where [S; { 8 }]: T, { fn u(); }
                pub(crate) unsafe auto trait V: { async fn w(); const X: Y = { fn z() {} }; }
                mod a { mod b { fn c() {} } }
            }
        };
        come_back(&tokens, &["l", "u", "w", "c"]);
    }

    #[test]
    fn what_is_no_item_breaks_a_block() {
        let is_broken = |tokens| read(&tokens).0.is_broken();
        assert!(is_broken(quote!(impl a { fn b() {}; fn c() {} })));
        assert!(is_broken(quote!(impl a { b: c, fn d() {} })));
        assert!(is_broken(quote!(impl a { pub b() {} })));
        assert!(is_broken(quote!(impl a { pub pub fn b() {} })));
        assert!(is_broken(quote!(mod a { impl b { let c = d; } })));
        assert!(is_broken(quote!(trait a { fn b() {} #[c] })));
        assert!(!is_broken(quote!(impl a { fn b() {} c!(); d::e! { f } const G: H = i; })));
        assert!(!is_broken(quote!(mod a { later fn b() {} struct C; impl D { ::e::f!(); } })));
        assert!(!is_broken(quote!(
            mod a {
                struct B<const C: usize = { 1 }>(D);
                fn e() {}
            }
        )));
    }

    #[test]
    fn fragments_of_a_macro_are_read() {
        let fragment = |tokens| TokenTree::Group(proc_macro2::Group::new(Delimiter::None, tokens));
        let item = fragment(quote!(
            #[a]
            pub fn b() {}
        ));
        let block = fragment(quote!(impl c { fn d() {} }));
        let vis = fragment(quote!(pub));
        let none = fragment(TokenStream::new());
        let tokens = quote!(mod e { #[f] #item #block #vis fn g() {} #none fn h() {} });
        let (_, names) = read(&tokens);
        assert_eq!(names, ["b", "d", "g", "h"]);
    }
}
