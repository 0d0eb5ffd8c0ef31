//! Finds the calls in a body, of which nothing else is parsed.

use std::iter::Peekable;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree, token_stream};
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::parse::{ParseBuffer, ParseStream, Parser as _};
use syn::{Attribute, Error, Expr, Pat, Result, Token, token};

use super::{Action, Call, Kind, Node, Place, Statements, Using};
use crate::support::errors::Errors;
use crate::support::function::between;
use crate::support::spelling::compact;

const NAMES: [&str; 4] = ["using", "on_err", "on_ok", "on_exit"];

/// The statements of the outermost block.
pub(super) fn read(tokens: TokenStream, errors: &mut Errors) -> Statements {
    let mut reader = Reader { place: Place::Outermost, errors };
    let mut flat = reader.nodes(tokens, true).into_iter().rev().collect::<Vec<_>>();
    statements(&mut flat)
}

/// Everything behind a call of the outermost block is its rest.
fn statements(reversed: &mut Vec<Node>) -> Statements {
    let mut before = Vec::new();
    while let Some(node) = reversed.pop() {
        match node {
            Node::Call(call) if call.place == Place::Outermost => {
                let rest = statements(reversed);
                return Statements { before, next: Some(Box::new((call, rest))) };
            }
            node => before.push(node),
        }
    }
    Statements { before, next: None }
}

struct Reader<'a> {
    /// That of a call that is a statement.
    place: Place,
    errors: &'a mut Errors,
}

type Tokens = Peekable<token_stream::IntoIter>;

impl Reader<'_> {
    /// The nodes of one group; statements stand in braces alone.
    fn nodes(&mut self, tokens: TokenStream, braces: bool) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut plain: Vec<TokenTree> = Vec::new();
        let mut tokens = tokens.into_iter().peekable();
        // Whether a statement begins here, and whether the next braces are those of an item.
        let (mut begins, mut item) = (braces, false);
        // The tokens of an attribute or a path in front of what may be a call.
        let mut front = 0;
        while let Some(token) = tokens.next() {
            let (mut still_begins, mut in_front) = (false, false);
            match &token {
                TokenTree::Ident(name) if is_call(name, &tokens) => {
                    let attr = attribute(&plain[plain.len() - front..]);
                    plain.truncate(plain.len() - front);
                    flush(&mut plain, &mut nodes);
                    let call = self.call(name, &mut tokens, begins, attr);
                    nodes.push(Node::Call(Box::new(call)));
                    (begins, front) = (braces, 0);
                    continue;
                }
                TokenTree::Ident(word) if word == "fn" => {
                    // Else it is the type of a function.
                    item = matches!(tokens.peek(), Some(TokenTree::Ident(_)));
                }
                TokenTree::Ident(word) if word == "macro_rules" => item = true,
                // `tenure::using!(..)`
                TokenTree::Ident(word) if begins && word == "tenure" => {
                    (still_begins, in_front) = (true, true);
                }
                TokenTree::Punct(punct) if punct.as_char() == ';' => {
                    (still_begins, item) = (braces, false);
                }
                TokenTree::Punct(punct) if begins && matches!(punct.as_char(), '#' | ':') => {
                    (still_begins, in_front) = (true, true);
                }
                TokenTree::Group(group) => {
                    let is_braces = group.delimiter() == Delimiter::Brace;
                    in_front = begins && group.delimiter() == Delimiter::Bracket && front > 0;
                    still_begins = braces && (is_braces || in_front);
                    if !(item && is_braces) {
                        if let Some(inside) = self.group(group) {
                            flush(&mut plain, &mut nodes);
                            nodes.push(Node::Group(group.clone(), inside));
                            (begins, front) = (still_begins, 0);
                            continue;
                        }
                    }
                    item &= !is_braces;
                }
                _ => {}
            }
            plain.push(token);
            begins = still_begins;
            front = if in_front { front + 1 } else { 0 };
        }
        flush(&mut plain, &mut nodes);
        nodes
    }

    /// What is inside a group, if there is a call.
    fn group(&mut self, group: &Group) -> Option<Vec<Node>> {
        let place = std::mem::replace(&mut self.place, Place::Nested);
        let nodes = self.nodes(group.stream(), group.delimiter() == Delimiter::Brace);
        self.place = place;
        nodes.iter().any(|node| !matches!(node, Node::Plain(_))).then_some(nodes)
    }

    /// Reads the rest of a call, behind its name.
    fn call(
        &mut self,
        name: &Ident,
        tokens: &mut Tokens,
        begins: bool,
        attr: Option<Attribute>,
    ) -> Call {
        let _exclamation_mark = tokens.next();
        let arguments = tokens.next().and_then(|token| match token {
            TokenTree::Group(group) => Some(group),
            _ => None,
        });
        let in_braces = arguments.as_ref().is_some_and(|it| it.delimiter() == Delimiter::Brace);
        let ends = match tokens.peek() {
            Some(TokenTree::Punct(punct)) if punct.as_char() == ';' && begins => {
                tokens.next();
                true
            }
            Some(TokenTree::Punct(_)) => in_braces,
            // A semicolon that is missing has been reported.
            _ => true,
        };
        let place = if begins && ends { self.place } else { Place::Expression };
        let kind = arguments.map_or(Kind::Unreadable, |arguments| self.kind(name, &arguments));
        Call { name: name.clone(), place, attr, kind }
    }

    fn kind(&mut self, name: &Ident, arguments: &Group) -> Kind {
        let read = |input: ParseStream<'_>| {
            let input = &inside(input)?;
            if name == "using" {
                using(input)
            } else {
                action(name, input).map(|action| Kind::Action(Box::new(action)))
            }
        };
        let arguments: TokenTree = arguments.clone().into();
        read.parse2(arguments.into()).unwrap_or_else(|error| {
            self.errors.take(error);
            Kind::Unreadable
        })
    }
}

/// What is between the delimiters, whatever they are; what ends too early ends at the last one.
fn inside(input: ParseStream<'_>) -> Result<ParseBuffer<'_>> {
    let content;
    if input.peek(token::Paren) {
        syn::parenthesized!(content in input);
    } else if input.peek(token::Bracket) {
        syn::bracketed!(content in input);
    } else {
        syn::braced!(content in input);
    }
    Ok(content)
}

fn flush(plain: &mut Vec<TokenTree>, nodes: &mut Vec<Node>) {
    if !plain.is_empty() {
        nodes.push(Node::Plain(plain.drain(..).collect()));
    }
}

/// Whether `name` is ours, and `!` and a group follow.
fn is_call(name: &Ident, behind: &Tokens) -> bool {
    let mut behind = behind.clone();
    NAMES.iter().any(|known| name == known)
        && matches!(behind.next(), Some(TokenTree::Punct(punct)) if punct.as_char() == '!')
        && matches!(behind.next(), Some(TokenTree::Group(_)))
}

/// The attribute among the tokens in front of a call.
fn attribute(front: &[TokenTree]) -> Option<Attribute> {
    let attrs = |input: ParseStream<'_>| {
        let attrs = input.call(Attribute::parse_outer)?;
        input.parse::<TokenStream>().map(|_path| attrs)
    };
    attrs.parse2(front.iter().cloned().collect()).ok()?.into_iter().next()
}

const LET: &str = "`using!` takes a `let`; write `using!(let name = value)`";

/// `let pat: ty = value`, perhaps behind `await`; or a value alone.
fn using(input: ParseStream<'_>) -> Result<Kind> {
    let awaits = input.parse()?;
    if input.is_empty() {
        return Err(Error::new(input.span(), LET));
    }
    if !input.peek(Token![let]) {
        return bare(&input.parse()?);
    }
    input.parse::<Token![let]>()?;
    let pat = Pat::parse_single(input)?;
    let colon: Option<Token![:]> = input.parse()?;
    let ty = colon.map(|_| input.parse()).transpose()?;
    if input.is_empty() {
        return Err(Error::new_spanned(
            pat,
            "`using!` needs a value; write `using!(let name = value)`",
        ));
    }
    input.parse::<Token![=]>()?;
    let start = input.fork();
    input.parse::<Expr>()?;
    let value = between(&start, input)?;
    if input.peek(Token![else]) {
        let tokens: TokenStream = input.parse()?;
        return Err(Error::new_spanned(
            tokens,
            "`using!` takes no `else`; put the value into a variable first",
        ));
    }
    // As a statement it could end in one.
    input.parse::<Option<Token![;]>>()?;
    if !input.is_empty() {
        return Err(Error::new(
            input.span(),
            "`using!` takes one `let`; write another `using!` for the next",
        ));
    }
    let path = match &pat {
        Pat::Ident(pat) => pat.ident.unraw().to_string(),
        pat => compact(&pat.to_token_stream()),
    };
    Ok(Kind::Using(Box::new(Using { awaits, pat, ty, value, path })))
}

fn bare(tokens: &TokenStream) -> Result<Kind> {
    match syn::parse2(tokens.clone()) {
        Ok(Expr::Assign(_)) => {
            let message =
                format!("`using!` takes a `let`; write `using!(let {})`", compact(tokens));
            Err(Error::new_spanned(tokens, message))
        }
        Ok(_) => Ok(Kind::Bare(tokens.clone())),
        Err(_) => Err(Error::new_spanned(tokens, LET)),
    }
}

/// One expression.
fn action(name: &Ident, input: ParseStream<'_>) -> Result<Action> {
    if input.is_empty() {
        let message = format!("`{name}!` needs what is to be run; write `{name}!(expression)`");
        return Err(Error::new(input.span(), message));
    }
    let start = input.fork();
    let expr: Expr = input.parse()?;
    let tokens = between(&start, input)?;
    input.parse::<Option<Token![;]>>()?;
    if input.is_empty() {
        return Ok(Action { expr, tokens });
    }
    let message = format!(
        "`{name}!` takes one expression; put several statements in braces: `{name}!({{ .. }})`"
    );
    Err(Error::new(input.span(), message))
}
