//! `cfg_attr(condition, attribute, ..)`, which an attribute macro sees unresolved inside its item.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What stands between the parentheses.
pub(crate) struct Conditional {
    pub(crate) condition: TokenStream,
    pub(crate) attributes: Vec<TokenStream>,
}

impl Conditional {
    /// Reads what stands between the brackets of an attribute; `None`: it is another one.
    pub(crate) fn read(attribute: TokenStream) -> Option<Self> {
        let mut tokens = attribute.into_iter();
        match (tokens.next(), tokens.next(), tokens.next()) {
            (Some(TokenTree::Ident(name)), Some(TokenTree::Group(arguments)), None)
                if name == "cfg_attr" && arguments.delimiter() == Delimiter::Parenthesis =>
            {
                let mut parts = parts(arguments.stream()).into_iter();
                Some(Conditional { condition: parts.next()?, attributes: parts.collect() })
            }
            _ => None,
        }
    }
}

/// What stands between commas.
fn parts(tokens: TokenStream) -> Vec<TokenStream> {
    let mut parts = vec![TokenStream::new()];
    for token in tokens {
        if matches!(&token, TokenTree::Punct(comma) if comma.as_char() == ',') {
            parts.push(TokenStream::new());
        } else if let Some(last) = parts.last_mut() {
            last.extend([token]);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}
