//! The function beside its mistakes.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::{Kind, Model, Node, Place, Statements, Using, check, expand, parse};
use crate::pipeline::Expansion;
use crate::support::errors::Errors;
use crate::support::options::Options;

/// The function without the calls that are no use, so that what it does beside them is checked, and
/// who calls it finds it.
pub(super) fn stub(options: &Options, parse::Item(function): &parse::Item) -> Expansion {
    let mut reported = Errors::default();
    let mut model = parse::model(options.root(), function.clone(), &mut reported);
    let _by_the_pipeline = reported.finish();
    if function.body.is_none() {
        return Expansion::Instead(quote!(#function));
    }
    if check::returns_no_result(&function.sig.output) {
        return Expansion::Instead(function.with_statements(&endless()));
    }
    let mut sig = function.sig.clone();
    sig.constness = None;
    let mut body = std::mem::take(&mut model.body);
    without_mistakes(&model, &mut body);
    let model = Model { function: function.with_sig(sig), body, ..model };
    Expansion::Instead(expand::scoped(&model))
}

fn without_mistakes(model: &Model, statements: &mut Statements) {
    lend(model, &mut statements.before);
    let Some(next) = &mut statements.next else { return };
    let (call, rest) = &mut **next;
    if check::is_mistaken(model, call) || matches!(call.kind, Kind::Bare(_)) {
        rest.before.insert(0, Node::Plain(lent(&call.kind)));
        call.kind = Kind::Unreadable;
    } else if rest.before.is_empty() && rest.next.is_none() {
        rest.before.push(Node::Plain(endless()));
    }
    without_mistakes(model, rest);
}

fn lend(model: &Model, nodes: &mut [Node]) {
    for node in nodes {
        match node {
            Node::Plain(_) => {}
            Node::Group(_, inside) => lend(model, inside),
            Node::Call(call) => {
                let tokens = match &call.kind {
                    kind if call.place == Place::Nested && check::is_mistaken(model, call) => {
                        lent(kind)
                    }
                    Kind::Bare(value) if call.place == Place::Expression => quote!((&mut #value)),
                    kind @ Kind::Bare(_) => lent(kind),
                    Kind::Using(using) if call.place == Place::Expression => {
                        let value = &using.value;
                        quote!({ let _ = &mut #value; })
                    }
                    _ => continue,
                };
                *node = Node::Plain(tokens);
            }
        }
    }
}

/// What stands for a call: its name, if it has one, without a disposal.
fn lent(kind: &Kind) -> TokenStream {
    match kind {
        Kind::Using(using) => {
            let Using { pat, value, .. } = &**using;
            quote_spanned!(Span::mixed_site()=> let #pat = &mut #value;)
        }
        Kind::Bare(value) => quote_spanned!(Span::mixed_site()=> let _ = &mut #value;),
        Kind::Action(_) | Kind::Unreadable => TokenStream::new(),
    }
}

/// A value of any type.
fn endless() -> TokenStream {
    quote_spanned!(Span::mixed_site()=> loop {})
}
