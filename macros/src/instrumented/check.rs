//! One function a rule.

use std::collections::BTreeSet;

use syn::{FnArg, ReturnType, Signature, Type, Visibility};

use super::Model;
use super::each::{self, Item};
use crate::support::errors::Errors;
use crate::support::function::Function;
use crate::support::nested::Block;
use crate::support::spelling::list;

/// How many names a message shows.
const SHOWN: usize = 8;

pub(super) fn check(model: &Model, errors: &mut Errors) {
    skip_inside_a_block(model, errors);
    match &model.item {
        Item::Function(function) => {
            not_nameless(model, errors);
            not_const(function, errors);
            with_body(function, errors);
            not_naked(function, errors);
            future_of_a_plain_function(model, function, errors);
            filter_of_a_block(model, errors);
        }
        Item::Block(block) => {
            options_of_one_function(model, errors);
            root_inside(model, block, errors);
            filter_that_matches(model, block, errors);
        }
        Item::Unread(_) => {}
    }
}

/// `#[instrumented(skip)] fn f() {}` outside an instrumented block.
fn skip_inside_a_block(model: &Model, errors: &mut Errors) {
    if let Some(skip) = &model.skip {
        errors.report(
            skip,
            "`skip` stands alone, on a part of an instrumented `impl`, trait or module; write \
             `#[instrumented(skip)]` there, elsewhere remove the attribute",
        );
    }
}

/// `#[instrumented(name = "")]`: its row could not be told from others.
fn not_nameless(model: &Model, errors: &mut Errors) {
    if let Some(name) = model.name.as_ref().filter(|name| name.value().trim().is_empty()) {
        errors.report(name, "`name` is empty; say what the report is to call the function");
    }
}

/// The compiler may run it, and there is nothing to record into.
fn not_const(function: &Function, errors: &mut Errors) {
    if let Some(span) = each::constness(function) {
        errors.report_at(
            span,
            "a `const fn` cannot record its calls; remove `const` or `#[instrumented]`",
        );
    }
}

/// `trait T { #[instrumented] fn f(&self); }`, `extern "C" { #[instrumented] fn f(); }`
fn with_body(function: &Function, errors: &mut Errors) {
    if function.body.is_some() {
        return;
    }
    let name = &function.sig.ident;
    let advice = match home(function) {
        Home::Trait => "put `#[instrumented]` on its implementations".to_owned(),
        Home::Foreign => {
            format!("put `#[instrumented]` on a Rust function that calls `{name}`")
        }
        Home::Either => "put `#[instrumented]` on its implementations, or on a Rust function that \
                         calls a foreign one"
            .to_owned(),
    };
    errors.report(name, format!("`{name}` has no body to record; {advice}"));
}

/// Where a function without a body stands, which its tokens do not always tell.
enum Home {
    Trait,
    Foreign,
    Either,
}

fn home(function: &Function) -> Home {
    let Signature { constness, asyncness, abi, generics, inputs, variadic, .. } = &function.sig;
    let is_in_trait = constness.is_some()
        || asyncness.is_some()
        || abi.is_some()
        || generics.type_params().next().is_some()
        || matches!(inputs.first(), Some(FnArg::Receiver(_)));
    let is_public = !matches!(function.vis, Visibility::Inherited);
    if is_public || function.is_safe || variadic.is_some() || takes_pointers(function) {
        Home::Foreign
    } else if is_in_trait {
        Home::Trait
    } else {
        Home::Either
    }
}

/// `fn free(at: *mut c_void)`: as hardly any trait has them.
fn takes_pointers(function: &Function) -> bool {
    let returned = match &function.sig.output {
        ReturnType::Type(_, ty) => Some(&**ty),
        ReturnType::Default => None,
    };
    let mut types = function.parameters().map(|parameter| &*parameter.ty).chain(returned);
    let has_receiver = matches!(function.sig.inputs.first(), Some(FnArg::Receiver(_)));
    !has_receiver
        && types.any(|ty| match ty {
            Type::Ptr(_) => true,
            Type::Path(path) => {
                path.path.segments.last().is_some_and(|it| it.ident.to_string().starts_with("c_"))
            }
            _ => false,
        })
}

/// `#[instrumented] #[unsafe(naked)] extern "C" fn f() { naked_asm!("ret") }`
fn not_naked(function: &Function, errors: &mut Errors) {
    if each::is_naked(function) {
        errors.report(
            &function.sig.ident,
            "a naked function is all assembly, which nothing can record; remove `#[instrumented]`",
        );
    }
}

/// `#[instrumented(filter = "parse_*")] fn parse_text() {}`
fn filter_of_a_block(model: &Model, errors: &mut Errors) {
    if let Some(filter) = &model.filter {
        errors.report(
            &filter.written,
            "`filter` chooses among the functions of an `impl`, a trait or a module; remove it",
        );
    }
}

/// `#[instrumented(crate = self::tenure)] mod m {}`: inside it is another path.
fn root_inside(model: &Model, block: &Block, errors: &mut Errors) {
    let first = model.root.segments.first().filter(|_| model.root.leading_colon.is_none());
    let relative = first.is_some_and(|it| it.ident == "self" || it.ident == "super");
    if relative && block.keyword == "mod" {
        errors.report(
            &model.root,
            "`crate` has to mean the same inside the module; write a path that begins with \
             `crate::` or `::`",
        );
    }
}

/// `#[instrumented(filter = "pasre_*")] impl A { fn parse_text() {} }`: nothing would be recorded.
fn filter_that_matches(model: &Model, block: &Block, errors: &mut Errors) {
    let Some(filter) = &model.filter else { return };
    let names = each::recorded(block);
    if names.iter().any(|name| filter.matches(name)) {
        return;
    }
    let written = filter.written.value();
    let message = if names.is_empty() {
        format!("`filter = {written:?}` has nothing to choose from; there is no function to record")
    } else {
        let names: BTreeSet<_> = names.iter().map(String::as_str).collect();
        let shown: Vec<_> = names.iter().copied().take(SHOWN).collect();
        let more = match names.len() - shown.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let shown =
            if more.is_empty() { list(&shown) } else { format!("`{}`", shown.join("`, `")) };
        format!("`filter = {written:?}` matches no function; there are {shown}{more}")
    };
    errors.report(&filter.written, message);
}

/// `#[instrumented(future)] async fn f() {}`, or a function that returns nothing.
fn future_of_a_plain_function(model: &Model, function: &Function, errors: &mut Errors) {
    if let (Some(future), Some(_)) = (&model.future, &function.sig.asyncness) {
        errors.report(
            future,
            "`future` is for functions that return one and are not `async`; remove it",
        );
    } else if let (Some(future), ReturnType::Default) = (&model.future, &function.sig.output) {
        errors.report(future, "`future` is for functions that return one; remove it");
    }
}

/// `#[instrumented(name = "x")] impl A {}`
fn options_of_one_function(model: &Model, errors: &mut Errors) {
    if let Some(name) = &model.name {
        errors.report(
            name,
            "`name` belongs to one function; write `#[instrumented(name = ..)]` in front of that",
        );
    }
    if let Some(future) = &model.future {
        errors.report(
            future,
            "`future` belongs to one function; write `#[instrumented(future)]` in front of that",
        );
    }
    for (name, _) in [&model.max_allocs, &model.max_bytes].into_iter().flatten() {
        let message = format!(
            "`{name}` belongs to one function; write `#[instrumented({name} = ..)]` in front of that"
        );
        errors.report(name, message);
    }
}
