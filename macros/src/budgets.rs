//! Expansions stay small: the lines they add, as prettyplease prints them, docs and attributes
//! counted.

use std::fs;
use std::path::Path;

use quote::{ToTokens as _, quote};
use syn::{ImplItem, Item, Signature, TraitItem};

use crate::snapshots::{attributes, cases, expand, take_ours};
use crate::support::helpers;

/// The helper attributes of all patterns: without them an item is what the user would have written.
const HELPERS: &[&str] = &["dispose", "init", "instrumented(skip)"];

#[test]
fn no_expansion_adds_more_lines_than_it_may() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/expand");
    for case in cases(&root) {
        let file = syn::parse_file(&fs::read_to_string(&case).expect("a case can be read"));
        for item in file.expect("a case parses").items {
            let (mut bare, mut budget) = (item.clone(), 0);
            while let Some(name) = attributes(&mut bare).and_then(take_ours).map(|ours| ours.0) {
                budget += allowed(name, &item);
            }
            let bare = syn::parse2(helpers::strip(bare.to_token_stream(), HELPERS));
            let added = lines(item) - lines(bare.expect("an item"));
            assert!(added <= budget, "{}: {added} lines, not {budget}", case.display());
        }
    }
}

/// How many lines the macro `name` may add to `item`.
fn allowed(name: &str, item: &Item) -> usize {
    match name {
        // The static, the two ways on and the place of the body; `cache` is a function, and `key` a
        // closure.
        "cached" => 24 + 6 * options(item, &["cache", "key"]),
        // `thread_local` and `key` bring their types and texts, `managed` and `provided` a function,
        // to which `key` adds a parameter; beside one a future takes as much again.
        "singleton" => {
            let functions = options(item, &["managed", "provided"]);
            let futures = usize::from(item.to_token_stream().to_string().contains("async fn"));
            let keys = options(item, &["key"]) * (1 + functions) * (1 + futures);
            35 + 10 * functions + 2 * (keys + options(item, &["thread_local"]))
        }
        // `into_parts` declares the fields once more; an enum has an arm for each variant, twice
        // where its state is that of its fields.
        "disposable" => match item {
            Item::Struct(declared) => {
                let fields = 2 * declared.fields.len();
                // What is awaited is written out for who cannot wait as well, with `both` as a trait.
                let awaited = options(item, &["async", "both"]);
                25 + fields
                    + options(item, &["into_parts"]) * (20 + fields)
                    + awaited * (30 + 8 * fields)
            }
            Item::Enum(declared) => {
                let lines = declared.variants.iter().map(|variant| 4 + 2 * variant.fields.len());
                25 + lines.sum::<usize>()
            }
            _ => 25,
        },
        "instrumented" => of_functions(item),
        // A field is up to five lines of the constant, and of a variant one more.
        "Layout" => of_layout(item),
        "main" => 4,
        // Four functions, with `weak` two more; an enum has a line for each variant, and bounds are
        // repeated.
        "tracked" => {
            let text = item.to_token_stream().to_string();
            let variants =
                if let Item::Enum(declared) = item { declared.variants.len() } else { 0 };
            34 + 26 * options(item, &["weak"]) + variants + 5 * usize::from(text.contains("where"))
        }
        // The block, and of each item up to four lines more than the call that makes it.
        "members" => match item {
            Item::Impl(item) => 12 + 14 * item.items.len(),
            Item::Trait(item) => 18 + 14 * item.items.len(),
            _ => 0,
        },
        "utility" => 3,
        "scoped" => of_scope(&item.to_token_stream().to_string()),
        _ => 0,
    }
}

fn of_layout(item: &Item) -> usize {
    let guards = 4 * options(item, &["size", "align", "no_holes", "max_waste", "niche", "ratio"]);
    guards
        + match item {
            Item::Struct(declared) => 22 + 8 * declared.fields.len(),
            Item::Enum(declared) => {
                let lines = declared.variants.iter().map(|variant| 12 + 5 * variant.fields.len());
                14 + lines.sum::<usize>()
            }
            _ => 14,
        }
}

/// The scope and its run, and around each rest what it is given to; in a future also its type.
fn of_scope(text: &str) -> usize {
    let is_async = text.contains("async fn");
    let resources = text.matches("using !").count();
    let actions = ["on_err !", "on_ok !", "on_exit !"];
    let actions: usize = actions.iter().map(|call| text.matches(call).count()).sum();
    // A resource is a variable before the scope has it.
    4 + if is_async { 3 + 8 * (resources + actions) } else { 6 * resources + 4 * actions }
}

/// How many of the `names` stand in the attributes of `item`.
fn options(item: &Item, names: &[&str]) -> usize {
    let mut item = item.clone();
    let attrs = attributes(&mut item).map(|attrs| quote!(#(#attrs)*).to_string());
    let attrs = attrs.unwrap_or_default();
    names.iter().filter(|name| attrs.contains(*name)).count()
}

fn of_functions(item: &Item) -> usize {
    match item {
        // A limit is a line of its own.
        Item::Fn(function) => {
            of_function(&function.sig) + options(item, &["max_allocs", "max_bytes"])
        }
        Item::Impl(item) => {
            let of = |member: &ImplItem| match member {
                ImplItem::Fn(function) => of_function(&function.sig),
                _ => 0,
            };
            item.items.iter().map(of).sum()
        }
        Item::Mod(item) => item.content.iter().flat_map(|(_, items)| items).map(of_functions).sum(),
        Item::Trait(item) => {
            let of = |member: &TraitItem| match member {
                TraitItem::Fn(function) => of_function(&function.sig),
                _ => 0,
            };
            item.items.iter().map(of).sum()
        }
        _ => 0,
    }
}

fn of_function(sig: &Signature) -> usize {
    let output = sig.output.to_token_stream().to_string();
    if sig.asyncness.is_some() || output.contains("Future") { 14 } else { 6 }
}

fn lines(item: Item) -> usize {
    let file = syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] };
    prettyplease::unparse(&expand(file)).lines().count()
}
