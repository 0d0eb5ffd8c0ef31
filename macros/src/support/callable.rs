//! What an option that names a function takes: a path or a closure.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{Expr, ExprLit, Lit, Result};

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

/// Fragments of a `macro_rules!` arrive in invisible groups.
fn is_callable(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) | Expr::Closure(_) => true,
        Expr::Group(group) => is_callable(&group.expr),
        Expr::Paren(paren) => is_callable(&paren.expr),
        _ => false,
    }
}

fn is_closure(expr: &Expr) -> bool {
    match expr {
        Expr::Closure(_) => true,
        Expr::Group(group) => is_closure(&group.expr),
        Expr::Paren(paren) => is_closure(&paren.expr),
        _ => false,
    }
}
