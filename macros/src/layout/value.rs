//! A number of bytes in an option: digits, or what the compiler can calculate.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{Expr, ExprLit, ExprUnary, Lit, LitInt, Result, UnOp};

use crate::support::count::Count;
use crate::support::values::Kind;

/// `48`, `2 * size_of::<usize>()`.
pub(super) struct Number {
    pub(super) expr: Expr,
    /// The digits, if it is nothing else.
    pub(super) digits: Option<u64>,
}

impl Parse for Number {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let expr: Expr = input.parse()?;
        let digits = match &expr {
            Expr::Lit(ExprLit { lit: Lit::Int(digits), .. }) => {
                syn::parse2::<Count>(digits.to_token_stream())?;
                Some(digits.base10_parse()?)
            }
            expr if is_no_number(expr) => {
                return Err(syn::Error::new_spanned(expr, "expected a number"));
            }
            _ => None,
        };
        Ok(Number { expr, digits })
    }
}

/// A text, a negative number, a closure: rustc would say it about code of ours.
fn is_no_number(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::Array(_)
            | Expr::Assign(_)
            | Expr::Closure(_)
            | Expr::Infer(_)
            | Expr::Lit(_)
            | Expr::Range(_)
            | Expr::Tuple(_)
            | Expr::Unary(ExprUnary { op: UnOp::Neg(_), .. })
    )
}

impl Kind for Number {
    fn advice(name: &str, tokens: &TokenStream) -> Option<String> {
        let suffix = syn::parse2::<LitInt>(tokens.clone());
        match suffix {
            // `48usize` is what it is anyway.
            Ok(digits) if digits.suffix() == "usize" => Some(format!(
                "`{name}` takes a number without a type; write `{name} = {}`",
                digits.base10_digits()
            )),
            _ => Count::advice(name, tokens),
        }
    }
}
