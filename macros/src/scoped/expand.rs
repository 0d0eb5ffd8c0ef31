//! Model to tokens.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::{ReturnType, Type};

use super::{Action, Kind, Model, Node, Place, Statements, Using};
use crate::pipeline::Expansion;
use crate::support::function::Body;
use crate::support::{returned, spans};

pub(super) fn expand(model: &Model) -> Expansion {
    Expansion::Instead(scoped(model))
}

/// What each part of the body is told.
struct Context<'a> {
    model: &'a Model,
    is_async: bool,
}

pub(super) fn scoped(model: &Model) -> TokenStream {
    let Model { import, root, function, items, body } = model;
    let span = Span::mixed_site();
    let is_async = function.sig.asyncness.is_some();
    let context = Context { model, is_async };
    let returned = match &function.sig.output {
        ReturnType::Type(_, ty) => Some(returned::erased(ty)),
        ReturnType::Default => None,
    };
    // The place of a type that holds no failures, and of the function in a report.
    let here = returned.as_ref().map_or(span, spans::located);
    let root = spans::moved(root, here);
    let returned = match returned {
        // What `impl Trait` hides is known once the body is.
        Some(Type::Infer(_)) => {
            quote_spanned!(here=> #root::__private::Result<_, #root::ScopeError<_>>)
        }
        // In the user's own tokens, so that an unknown type is one error.
        returned => returned.to_token_stream(),
    };
    let begun = quote_spanned!(here=> #root::__private::scope::<#returned>());
    let statements = context.rest(body, items.clone());
    let run = if is_async {
        quote_spanned!(span=> scope.run_async(#statements).await)
    } else {
        let statements = quote_spanned!(context.end()=> || #statements);
        quote_spanned!(span=> scope.run(#statements))
    };
    // By reference its methods come before those that the user has implemented for all types.
    function.with_statements(&quote_spanned! {span=>
        #import
        let scope = &#begun;
        #run
    })
}

impl Context<'_> {
    /// Where rustc says that a result is missing. A closure that begins there is one of our edition,
    /// and borrows no more than the fields it names; up to 2018 one of the user's would borrow all
    /// of `self`.
    fn end(&self) -> Span {
        let end = self.model.function.body.as_ref().map(Body::end);
        end.map_or_else(Span::mixed_site, |end| Span::mixed_site().located_at(end))
    }

    /// The rest of the body in the braces of a closure, or of a future.
    fn rest(&self, statements: &Statements, first: TokenStream) -> TokenStream {
        let inside = self.statements(statements, first);
        let Some(body) = &self.model.function.body else { return quote!({ #inside }) };
        // The braces of the user: lints look at them, and what is missing is missing there.
        let braces = body.braces(inside);
        if self.is_async {
            quote_spanned!(Span::mixed_site()=> async #braces)
        } else {
            quote!(#braces)
        }
    }

    fn statements(&self, statements: &Statements, mut tokens: TokenStream) -> TokenStream {
        if self.is_async && says_its_type(statements) {
            // Without it what is returned would no longer be coerced to the type of the body.
            tokens = quote_spanned! {Span::mixed_site()=>
                #tokens
                if false {
                    return scope.never();
                }
            };
        }
        tokens.extend(between(&statements.before));
        if let Some(next) = &statements.next {
            let (call, rest) = &**next;
            tokens.extend(match &call.kind {
                Kind::Using(using) => self.using(using, rest),
                Kind::Action(action) => self.action(&call.name, action, rest),
                Kind::Bare(_) | Kind::Unreadable => self.statements(rest, TokenStream::new()),
            });
        }
        tokens
    }

    /// The resource goes to the runtime, which lends it to the rest.
    fn using(&self, using: &Using, rest: &Statements) -> TokenStream {
        let Using { awaits, pat, value, path, .. } = using;
        let span = Span::mixed_site();
        // Where a value that cannot be disposed is reported, as a whole.
        let here = spans::located(value);
        if !self.is_async {
            let made = made(using, None);
            let rest = self.rest(rest, TokenStream::new());
            let rest = quote_spanned!(self.end()=> |#pat| #rest);
            let resource = quote_spanned!(here=> resource);
            let disposed = quote_spanned!(here=> dispose_after_rest(#path, #resource, #rest));
            return quote_spanned!(span=> #made scope.of(&resource).#disposed);
        }
        let made = made(using, Some(&quote_spanned!(span=> mut)));
        let lent = quote_spanned!(here=> lend_to_rest(&mut resource));
        let lent = quote_spanned!(span=> let #pat = scope.of(&resource).#lent;);
        let rest = self.rest(rest, lent);
        let disposed = if awaits.is_some() {
            quote_spanned!(here=> dispose_async(#path, resource).await)
        } else {
            quote_spanned!(here=> dispose(#path, resource))
        };
        let disposed = quote_spanned!(here=> scope.rest_async(#rest).await.#disposed);
        quote!(#made #disposed)
    }

    /// The action is made once the rest is over, so both may use what is above them.
    fn action(&self, name: &Ident, action: &Action, rest: &Statements) -> TokenStream {
        let Action { tokens, .. } = action;
        let span = Span::mixed_site();
        let rest = self.rest(rest, TokenStream::new());
        let then = if self.is_async && mentions(tokens, "await") {
            let name = format_ident!("{name}_async", span = name.span());
            let argument = there(&name, quote_spanned!(span=> async { #tokens }));
            quote_spanned!(span=> #name #argument.await)
        } else {
            let argument = there(name, quote_spanned!(span=> || #tokens));
            quote!(#name #argument)
        };
        if self.is_async {
            quote_spanned!(span=> scope.rest_async(#rest).await.#then)
        } else {
            let rest = quote_spanned!(self.end()=> || #rest);
            quote_spanned!(span=> scope.rest(#rest).#then)
        }
    }
}

/// The statements between two calls, in which a resource goes at the end of its block.
fn between(nodes: &[Node]) -> TokenStream {
    let mut tokens = TokenStream::new();
    for node in nodes {
        match node {
            Node::Plain(plain) => tokens.extend(plain.clone()),
            Node::Group(group, inside) => {
                let mut new = Group::new(group.delimiter(), between(inside));
                new.set_span(group.span());
                tokens.extend([TokenTree::Group(new)]);
            }
            Node::Call(call) => {
                if let (Kind::Using(using), Place::Nested) = (&call.kind, call.place) {
                    tokens.extend(guarded(using));
                } else {
                    // Reported; it leaves an empty place in a stub.
                    tokens.extend(quote!({}));
                }
            }
        }
    }
    tokens
}

fn guarded(using: &Using) -> TokenStream {
    let Using { pat, value, path, .. } = using;
    let span = Span::mixed_site();
    let here = spans::located(value);
    let made = made(using, None);
    // Where it is reported that the resource is used behind its block.
    let guard = quote_spanned!(here=> scope.of(&resource).guard_in_block(#path, resource));
    quote_spanned!(span=> #made let #pat = &mut *#guard;)
}

/// The resource in a variable, so that what its making needs for a moment is gone then.
fn made(using: &Using, mutable: Option<&TokenStream>) -> TokenStream {
    let Using { ty, value, .. } = using;
    let span = Span::mixed_site();
    let ty = ty.as_ref().map(|ty| quote_spanned!(span=> : #ty));
    quote_spanned!(span=> let #mutable resource #ty = #value;)
}

/// An argument in parentheses at the place of `name`, which then is the place of the call.
fn there(name: &Ident, argument: TokenStream) -> Group {
    let mut group = Group::new(Delimiter::Parenthesis, argument);
    group.set_span(name.span());
    group
}

/// Whether a value of the user ends this part of the body, and not that of the next part.
fn says_its_type(statements: &Statements) -> bool {
    let Some(next) = &statements.next else { return true };
    let returns = match &next.0.kind {
        Kind::Using(using) => mentions(&using.value, "return"),
        Kind::Action(_) | Kind::Bare(_) | Kind::Unreadable => false,
    };
    returns || mentions(&between(&statements.before), "return")
}

fn mentions(tokens: &TokenStream, word: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == word,
        TokenTree::Group(group) => mentions(&group.stream(), word),
        _ => false,
    })
}
