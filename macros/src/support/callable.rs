//! What an option that names a function takes: a path or a closure.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{Expr, ExprLit, Lit, Macro, Result, ReturnType, Stmt};

use super::spelling::compact;
use super::values::Kind;

/// A path to a function, or a closure.
pub(crate) struct Callable(Expr);

impl Callable {
    /// Whether it is a closure and not a path.
    pub(crate) fn is_closure(&self) -> bool {
        is_closure(&self.0)
    }
}

impl Callable {
    /// Whether it is a closure that never returns, as one that is still to be written: `|| unreachable!()`.
    pub(crate) fn diverges(&self) -> bool {
        match plain(&self.0) {
            Expr::Closure(closure) => {
                matches!(closure.output, ReturnType::Default)
                    && never_returns(&closure.body)
                    && !leaves_early(closure.body.to_token_stream())
            }
            _ => false,
        }
    }
}

impl Parse for Callable {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let expr: Expr = input.parse()?;
        if is_callable(&expr) {
            Ok(Callable(expr))
        } else {
            Err(syn::Error::new_spanned(expr, "expected a path to a function or a closure"))
        }
    }
}

impl Kind for Callable {
    fn advice(name: &str, tokens: &TokenStream) -> Option<String> {
        let text = compact(tokens);
        Some(match syn::parse2(tokens.clone()).ok()? {
            Expr::Lit(ExprLit { lit: Lit::Str(path), .. }) => {
                let path = path.value();
                format!("`{name}` takes no string; remove the quotes: `{name} = {path}`")
            }
            Expr::Call(call) if call.args.is_empty() && is_callable(&call.func) => {
                let path = compact(&call.func.to_token_stream());
                format!("`{name}` is called for you; remove the parentheses: `{name} = {path}`")
            }
            // What makes a value gets none; all others get one.
            _ => {
                let parameter = if name == "init" { "" } else { "value" };
                format!("`{name}` takes a path or a closure; write `{name} = |{parameter}| {text}`")
            }
        })
    }
}

impl ToTokens for Callable {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.0.to_tokens(tokens);
    }
}

fn is_callable(expr: &Expr) -> bool {
    matches!(plain(expr), Expr::Path(_) | Expr::Closure(_))
}

fn is_closure(expr: &Expr) -> bool {
    matches!(plain(expr), Expr::Closure(_))
}

/// Without parentheses, and without the invisible groups in which fragments of a `macro_rules!`
/// arrive.
fn plain(expr: &Expr) -> &Expr {
    match expr {
        Expr::Group(group) => plain(&group.expr),
        Expr::Paren(paren) => plain(&paren.expr),
        _ => expr,
    }
}

/// `unreachable!()`, `{ ..; panic!("not yet") }`.
fn never_returns(expr: &Expr) -> bool {
    match plain(expr) {
        Expr::Macro(call) => panics(&call.mac),
        Expr::Loop(endless) => endless.body.stmts.is_empty(),
        Expr::Block(block) => match block.block.stmts.last() {
            Some(Stmt::Expr(last, _)) => never_returns(last),
            Some(Stmt::Macro(call)) => panics(&call.mac),
            _ => false,
        },
        _ => false,
    }
}

fn panics(call: &Macro) -> bool {
    let names = ["panic", "todo", "unimplemented", "unreachable"];
    call.path.segments.last().is_some_and(|last| names.iter().any(|name| last.ident == name))
}

/// Whether a `return` or a `?` says what is returned.
fn leaves_early(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == "return",
        TokenTree::Punct(punct) => punct.as_char() == '?',
        TokenTree::Group(group) => leaves_early(group.stream()),
        TokenTree::Literal(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    #[test]
    fn a_closure_that_is_still_to_be_written_never_returns() {
        let diverges = |callable: Callable| callable.diverges();
        assert!(diverges(parse_quote!(|| unreachable!())));
        assert!(diverges(parse_quote!(|| {
            log("here");
            std::panic!("not yet");
        })));
        assert!(diverges(parse_quote!(|| loop {})));
        assert!(diverges(parse_quote!((|_| { unreachable!() }))));
        assert!(!diverges(parse_quote!(|| Config::new())));
        assert!(!diverges(parse_quote!(|| -> Config { unreachable!() })), "its type is written");
        assert!(
            !diverges(parse_quote!(|| {
                read()?;
                unreachable!()
            })),
            "it may return an error"
        );
        assert!(!diverges(parse_quote!(todo)));
    }
}
