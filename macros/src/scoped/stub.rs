//! The function beside its mistakes.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::{FnArg, Signature, parse_quote_spanned};

use super::{Kind, Model, Node, Place, Statements, Using, check, expand, parse};
use crate::pipeline::Expansion;
use crate::support::errors::Errors;
use crate::support::options::Options;

/// The function without the calls that are no use, so that what it does beside them is checked, and
/// who calls it finds it.
pub(super) fn stub(options: &Options, parse::Item(function): &parse::Item) -> Expansion {
    let mut reported = Errors::default();
    let mut model = parse::model(options.imported_root(), function.clone(), &mut reported);
    let _by_the_pipeline = reported.finish();
    if function.body.is_none() {
        return Expansion::Instead(quote!(#function));
    }
    // Where it is called a constant may be wanted.
    if function.sig.constness.is_some() && !holds_a_call(&model.body) {
        return Expansion::Instead(quote!(#function));
    }
    let mut sig = function.sig.clone();
    sig.constness = None;
    if check::returns_no_result(&function.sig.output) {
        unnamed(&mut sig);
        return Expansion::Instead(function.with_sig(sig).with_statements(&endless()));
    }
    let mut body = std::mem::take(&mut model.body);
    without_mistakes(&model, &mut body);
    let model = Model { function: function.with_sig(sig), body, ..model };
    Expansion::Instead(expand::scoped(&model))
}

/// Parameters that no body uses, without names that rustc would warn of.
fn unnamed(sig: &mut Signature) {
    for input in &mut sig.inputs {
        if let FnArg::Typed(parameter) = input {
            *parameter.pat = parse_quote_spanned!(Span::mixed_site()=> _);
        }
    }
}

fn holds_a_call(statements: &Statements) -> bool {
    fn holds(node: &Node) -> bool {
        match node {
            Node::Plain(_) => false,
            Node::Group(_, inside) => inside.iter().any(holds),
            Node::Call(_) => true,
        }
    }
    statements.next.is_some() || statements.before.iter().any(holds)
}

fn without_mistakes(model: &Model, statements: &mut Statements) {
    if end_before_a_value(&mut statements.before) {
        statements.next = None;
    }
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

/// What a call would give that is no statement, and what is done with it, is no mistake of its own:
/// the function ends in front of the first of them, and does not return.
fn end_before_a_value(nodes: &mut Vec<Node>) -> bool {
    let Some(at) = nodes.iter().position(holds_a_value) else { return false };
    let value = match &nodes[at] {
        Node::Call(call) => match &call.kind {
            Kind::Using(using) => Some(using.value.clone()),
            Kind::Bare(value) => Some(value.clone()),
            Kind::Action(_) | Kind::Unreadable => None,
        },
        _ => None,
    };
    nodes.truncate(at);
    while let Some(node) = nodes.pop() {
        let Node::Plain(tokens) = node else { continue };
        let mut tokens: Vec<_> = tokens.into_iter().collect();
        let is_end =
            |token: &TokenTree| matches!(token, TokenTree::Punct(it) if it.as_char() == ';');
        if let Some(end) = tokens.iter().rposition(is_end) {
            tokens.truncate(end + 1);
            nodes.push(Node::Plain(tokens.into_iter().collect()));
            break;
        }
    }
    nodes.extend(value.map(|value| Node::Plain(lent(&Kind::Bare(value)))));
    nodes.push(Node::Plain(endless()));
    true
}

fn holds_a_value(node: &Node) -> bool {
    match node {
        Node::Plain(_) => false,
        Node::Group(_, inside) => inside.iter().any(holds_a_value),
        Node::Call(call) => call.place == Place::Expression,
    }
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
                    kind @ Kind::Bare(_) => lent(kind),
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
