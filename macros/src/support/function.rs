//! A function with its signature read and its body left alone.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::{Attribute, FnArg, PatType, Result, Signature, Token, Visibility};

use super::{items, outer, unfinished};

/// A function: parsing bodies costs more than all else together, and an unread body keeps every
/// span, comment and unfinished expression of the user.
#[derive(Clone)]
pub(crate) struct Function {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    defaultness: Option<Token![default]>,
    /// Whether it is a foreign function that says `safe`.
    pub(crate) is_safe: bool,
    pub(crate) sig: Signature,
    /// `None`: a method of a trait, without a body.
    pub(crate) body: Option<Body>,
    /// Where there is no body.
    semicolon: Option<Token![;]>,
    /// All in front of the body, as it was written.
    head: TokenStream,
}

/// What stands between the braces of a function.
#[derive(Clone)]
pub(crate) struct Body {
    /// `#![...]`, which have to stay first.
    pub(crate) inner_attrs: TokenStream,
    pub(crate) statements: TokenStream,
    /// Whether the statements may begin with an item.
    may_open_with_item: bool,
    /// Whether the last statement breaks off, which rustc has reported.
    pub(crate) breaks_off: bool,
    group: Group,
}

impl Function {
    /// The function with other statements; the rest is given back token for token.
    pub(crate) fn with_statements(&self, statements: &TokenStream) -> TokenStream {
        let (head, semicolon) = (&self.head, &self.semicolon);
        let body = self.body.as_ref().map(|body| body.with_statements(statements));
        quote!(#head #body #semicolon)
    }

    /// The function with other statements, in braces that no lint takes for the user's.
    pub(crate) fn with_own_braces(&self, statements: &TokenStream, span: Span) -> TokenStream {
        let (head, inner_attrs) = (&self.head, self.body.as_ref().map(|body| &body.inner_attrs));
        let mut braces = Group::new(Delimiter::Brace, quote!(#inner_attrs #statements));
        braces.set_span(span);
        quote!(#head #braces)
    }

    /// The function with another signature.
    pub(crate) fn with_sig(&self, sig: Signature) -> Self {
        let Function { attrs, vis, defaultness, .. } = self;
        let head = quote!(#(#attrs)* #vis #defaultness #sig);
        Function { sig, head, ..self.clone() }
    }

    /// Reads no more of a function than what most attributes ask for: of its body nothing is copied, as
    /// it would be by a parser, and unless it is `async`, [`sig`](Self::sig) has no parameters. `None`:
    /// it is no function with a body, or one that has to be read to say what is wrong with it.
    pub(crate) fn outside(item: TokenStream) -> Option<Self> {
        let mut head: Vec<TokenTree> = item.into_iter().collect();
        let Some(TokenTree::Group(body)) = head.pop() else { return None };
        let read = outer::without_parameters(&head)?;
        let function = Function::without_body.parse2(read).ok()?;
        let body = Some(Body::read(body).ok()?);
        Some(Function { body, head: head.into_iter().collect(), ..function })
    }

    /// Reads all in front of the body; the head is still to be filled in.
    fn without_body(input: ParseStream<'_>) -> Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let (vis, defaultness) = (input.parse()?, input.parse()?);
        let is_safe = input.parse::<Option<Token![safe]>>()?.is_some();
        let sig = input.parse()?;
        let (body, semicolon, head) = (None, None, TokenStream::new());
        Ok(Function { attrs, vis, defaultness, is_safe, sig, body, semicolon, head })
    }

    /// Its parameters, without `self`.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = &PatType> {
        self.sig.inputs.iter().filter_map(|input| match input {
            FnArg::Typed(parameter) => Some(parameter),
            FnArg::Receiver(_) => None,
        })
    }

    /// What decides whether the function is there.
    pub(crate) fn cfgs(&self) -> impl Iterator<Item = &Attribute> {
        self.attrs.iter().filter(|attr| attr.path().is_ident("cfg"))
    }

    /// Whether a function begins here, behind its attributes and visibility.
    pub(crate) fn peek(input: ParseStream<'_>) -> bool {
        let ahead = input.fork();
        // Each of these may be absent; together they are all that can stand before `fn`.
        let _: Option<Token![default]> = ahead.parse().unwrap_or_default();
        let _: Option<Token![const]> = ahead.parse().unwrap_or_default();
        let _: Option<Token![async]> = ahead.parse().unwrap_or_default();
        let _: Option<Token![safe]> = ahead.parse().unwrap_or_default();
        let _: Option<Token![unsafe]> = ahead.parse().unwrap_or_default();
        let _: Option<syn::Abi> = ahead.parse().unwrap_or_default();
        ahead.peek(Token![fn])
    }
}

impl Parse for Function {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let start = input.fork();
        let function = input.call(Function::without_body)?;
        let head = between(&start, input)?;
        // Its place is the end of the function, which lints name.
        let semicolon: Option<Token![;]> = input.parse()?;
        let body = if semicolon.is_none() { Some(input.parse()?) } else { None };
        Ok(Function { body, semicolon, head, ..function })
    }
}

impl Body {
    /// The items that open the body, and the rest, of which nothing is parsed.
    pub(crate) fn leading_items(&self) -> (TokenStream, TokenStream) {
        // Few bodies begin with one, and it costs to look.
        if !self.may_open_with_item {
            return (TokenStream::new(), self.statements.clone());
        }
        let split = |input: ParseStream<'_>| {
            let start = input.fork();
            while items::skip_one(input) {}
            Ok((between(&start, input)?, input.parse()?))
        };
        split.parse2(self.statements.clone()).unwrap_or_default()
    }

    fn with_statements(&self, statements: &TokenStream) -> TokenTree {
        let inner_attrs = &self.inner_attrs;
        if inner_attrs.is_empty() {
            return self.braces(statements.clone());
        }
        self.braces(quote!(#inner_attrs #statements))
    }

    /// Where it ends.
    pub(crate) fn end(&self) -> Span {
        self.group.span_close()
    }

    /// `statements` in the braces of the user: what they hold counts as theirs only if those do.
    pub(crate) fn braces(&self, statements: TokenStream) -> TokenTree {
        let mut group = Group::new(self.group.delimiter(), statements);
        group.set_span(self.group.span());
        TokenTree::Group(group)
    }
}

impl Parse for Body {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        // `$body:block` of a `macro_rules!` arrives in an invisible group.
        if input.peek(syn::token::Brace) {
            if let TokenTree::Group(group) = input.parse::<TokenTree>()? {
                return Body::read(group);
            }
        }
        Err(input.error("expected a function body"))
    }
}

impl Body {
    fn read(mut group: Group) -> Result<Self> {
        while group.delimiter() == Delimiter::None {
            let inside = group.stream().into_iter().next();
            let Some(TokenTree::Group(inner)) = inside else { break };
            group = inner;
        }
        if group.delimiter() != Delimiter::Brace {
            return Err(syn::Error::new(group.span(), "expected a function body"));
        }
        let (inner_attrs, statements, tokens) = outer::split_inner(group.stream());
        let may_open_with_item = items::may_begin(tokens.first());
        let breaks_off = unfinished::breaks_off(&tokens);
        Ok(Body { inner_attrs, statements, may_open_with_item, breaks_off, group })
    }
}

impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match &self.body {
            // The braces of the user have two places, those that are made anew have one.
            Some(Body { group, .. }) => {
                tokens.extend(self.head.clone());
                tokens.extend([TokenTree::Group(group.clone())]);
            }
            None => tokens.extend(self.with_statements(&TokenStream::new())),
        }
    }
}

/// The tokens that were read between two states of one input.
pub(crate) fn between(start: ParseStream<'_>, end: ParseStream<'_>) -> Result<TokenStream> {
    let mut tokens = TokenStream::new();
    while start.cursor() != end.cursor() {
        tokens.extend([start.parse::<TokenTree>()?]);
    }
    Ok(tokens)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(tokens: TokenStream) -> Function {
        syn::parse2(tokens).expect("a function")
    }

    #[test]
    fn a_function_comes_back_as_it_was_written() {
        let tokens = quote!(
            #[a]
            pub(crate) async unsafe fn f<T>(mut x: T) -> T
            where
                T: Copy,
            {
                #![allow(b)]
                x
            }
        );
        assert_eq!(read(tokens.clone()).to_token_stream().to_string(), tokens.to_string());
    }

    #[test]
    fn a_foreign_function_comes_back() {
        let tokens = quote!(
            pub safe fn f(x: i32, ...) -> i32;
        );
        assert_eq!(read(tokens.clone()).to_token_stream().to_string(), tokens.to_string());
    }

    #[test]
    fn a_body_that_is_no_rust_is_kept() {
        let tokens = quote!(fn f() { q. ; let = });
        assert_eq!(read(tokens.clone()).to_token_stream().to_string(), tokens.to_string());
    }

    #[test]
    fn inner_attributes_stay_in_front() {
        let function = read(quote!(
            fn f() {
                #![allow(a)]
                b
            }
        ));
        let wrapped = function.with_statements(&quote!(c)).to_string();
        assert_eq!(
            wrapped,
            quote!(
                fn f() {
                    #![allow(a)]
                    c
                }
            )
            .to_string()
        );
    }
}
