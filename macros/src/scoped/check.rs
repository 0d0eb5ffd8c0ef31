//! One function a rule.

use quote::ToTokens as _;
use syn::{Expr, ReturnType, Type, TypeParamBound};

use super::feature::async_needs_its_feature;
use super::{Call, Kind, Model, Node, Place, Statements};
use crate::support::errors::Errors;
use crate::support::spelling::compact;

pub(super) fn check(model: &Model, errors: &mut Errors) {
    not_const(model, errors);
    with_body(model, errors);
    returns_a_result(model, errors);
    async_needs_its_feature(model, crate::ASYNC, errors);
    // What returns nothing has no result to end in, and was told so.
    if !matches!(model.function.sig.output, ReturnType::Default) {
        ends_in_a_result(&model.body, errors);
    }
    for_each(&model.body, &mut |call| {
        without_attribute(call, errors);
        takes_a_let(call, errors);
        is_a_statement(call, errors);
        looks_at_the_function(call, errors);
        awaited_in_a_future(model, call, errors);
        not_a_closure(call, errors);
        without_question_mark(call, errors);
    });
}

/// Every call, wherever it stands.
fn for_each(statements: &Statements, rule: &mut impl FnMut(&Call)) {
    for_each_node(&statements.before, rule);
    if let Some(next) = &statements.next {
        rule(&next.0);
        for_each(&next.1, rule);
    }
}

fn for_each_node(nodes: &[Node], rule: &mut impl FnMut(&Call)) {
    for node in nodes {
        match node {
            Node::Plain(_) => {}
            Node::Group(_, inside) => for_each_node(inside, rule),
            Node::Call(call) => rule(call),
        }
    }
}

/// Whether a call that can be read cannot stand as it is, which is said by the rules.
pub(super) fn is_mistaken(model: &Model, call: &Call) -> bool {
    let mut errors = Errors::default();
    awaited_in_a_future(model, call, &mut errors);
    not_a_closure(call, &mut errors);
    without_question_mark(call, &mut errors);
    let mistaken = !errors.is_empty();
    let _by_the_rules = errors.finish();
    mistaken
}

/// The compiler may run it, and there is nothing to dispose.
fn not_const(model: &Model, errors: &mut Errors) {
    if let Some(token) = &model.function.sig.constness {
        errors.report(token, "a `const fn` cannot dispose anything; remove `const` or `#[scoped]`");
    }
}

/// `trait T { #[scoped] fn f() -> Result<(), E>; }`
fn with_body(model: &Model, errors: &mut Errors) {
    let sig = &model.function.sig;
    if model.function.body.is_none() {
        errors.report(
            &sig.ident,
            format!("`{}` has no body; put `#[scoped]` on its implementations", sig.ident),
        );
    }
}

/// `#[scoped] fn f() { .. }`: the failures would have nowhere to go.
fn returns_a_result(model: &Model, errors: &mut Errors) {
    let sig = &model.function.sig;
    // Of a `const fn` the attribute may have to go, and then nothing has to be returned.
    let may_be_scoped = model.function.body.is_some() && sig.constness.is_none();
    if may_be_scoped && returns_no_result(&sig.output) {
        let message = "what could not be disposed has to go somewhere; write `-> Result<T, \
                       tenure::ScopeError<E>>`, where `E` is the error of the body";
        match &sig.output {
            ReturnType::Default => errors.report(&sig.ident, message),
            ReturnType::Type(_, ty) => errors.report(ty, message),
        }
    }
}

/// Whether a type cannot be another name of a `Result`.
pub(super) fn returns_no_result(output: &ReturnType) -> bool {
    const OTHERS: [&str; 4] = ["Box", "Option", "String", "Vec"];
    let ReturnType::Type(_, ty) = output else { return true };
    match &**ty {
        Type::Path(ty) => ty.path.segments.last().is_some_and(|last| {
            let name = last.ident.to_string();
            OTHERS.contains(&name.as_str()) || name.starts_with(char::is_lowercase)
        }),
        Type::ImplTrait(ty) => ty.bounds.iter().any(no_result_implements),
        ty => matches!(ty, Type::Array(_) | Type::Never(_) | Type::Reference(_) | Type::Tuple(_)),
    }
}

/// Whether a trait is one that a `Result` does not implement; that of others is seen by rustc.
fn no_result_implements(bound: &TypeParamBound) -> bool {
    const TRAITS: [&str; 7] =
        ["DoubleEndedIterator", "ExactSizeIterator", "Fn", "FnMut", "FnOnce", "Future", "Iterator"];
    let TypeParamBound::Trait(bound) = bound else { return false };
    let last = bound.path.segments.last();
    last.is_some_and(|last| TRAITS.iter().any(|name| last.ident == name))
}

/// `using!(let a = b); }`: a closure is made of what follows.
fn ends_in_a_result(statements: &Statements, errors: &mut Errors) {
    let Some(next) = &statements.next else { return };
    let (call, rest) = &**next;
    if rest.before.is_empty() && rest.next.is_none() {
        errors.report(
            &call.name,
            format!(
                "nothing comes after `{}!`; end the function with its result, for example `Ok(())`",
                call.name
            ),
        );
    }
    ends_in_a_result(rest, errors);
}

/// `#[cfg(unix)] using!(let a = b);`: whether there is a rest is not known here.
fn without_attribute(call: &Call, errors: &mut Errors) {
    if let Some(attr) = &call.attr {
        errors.report(
            attr,
            format!("`{}!` takes no attributes; put them on a function that it calls", call.name),
        );
    }
}

/// `using!(a);`, `let b = using!(a);`
fn takes_a_let(call: &Call, errors: &mut Errors) {
    let Kind::Bare(value) = &call.kind else { return };
    let value = compact(value);
    let place = if call.place == Place::Expression { " and is a statement of its own" } else { "" };
    errors.report(
        &call.name,
        format!("`using!` takes a `let`{place}; write `using!(let name = {value});`"),
    );
}

/// `let a = using!(let b = c);`
fn is_a_statement(call: &Call, errors: &mut Errors) {
    let inside = match &call.kind {
        Kind::Using(_) if call.place == Place::Expression => "let name = value",
        Kind::Action(_) if call.place == Place::Expression => "..",
        _ => return,
    };
    let name = &call.name;
    errors.report(name, format!("`{name}!` is a statement of its own; write `{name}!({inside});`"));
}

/// `if a { on_err!(b); }`
fn looks_at_the_function(call: &Call, errors: &mut Errors) {
    if let (Place::Nested, Kind::Action(_)) = (call.place, &call.kind) {
        let name = &call.name;
        errors.report(
            name,
            format!(
                "`{name}!` waits for the result of the function, not of a block; move it to the \
                 outermost block, or this block to a `#[scoped]` function of its own"
            ),
        );
    }
}

/// `using!(await let a = b);` where nobody awaits.
fn awaited_in_a_future(model: &Model, call: &Call, errors: &mut Errors) {
    let Kind::Using(using) = &call.kind else { return };
    let Some(token) = &using.awaits else { return };
    if model.function.sig.asyncness.is_none() {
        errors
            .report(token, "nothing is awaited in a plain `fn`; make it `async` or remove `await`");
    } else if call.place == Place::Nested {
        errors.report(
            token,
            "at the end of an inner block nothing can be awaited; move `using!` to the outermost \
             block, or this block to a `#[scoped] async fn` of its own",
        );
    }
}

/// `on_err!(|| a())`, which would make the closure and not run it.
fn not_a_closure(call: &Call, errors: &mut Errors) {
    let Kind::Action(action) = &call.kind else { return };
    if let Expr::Closure(closure) = &action.expr {
        let (name, body) = (&call.name, compact(&closure.body.to_token_stream()));
        errors.report(
            closure,
            format!("`{name}!` runs an expression by itself; write `{name}!({body})`"),
        );
    }
}

/// `on_err!(a()?)`
fn without_question_mark(call: &Call, errors: &mut Errors) {
    let Kind::Action(action) = &call.kind else { return };
    if let Expr::Try(expr) = &action.expr {
        errors.report(
            &expr.question_token,
            format!("an error of `{}!` is kept without it; remove the `?`", call.name),
        );
    }
}
