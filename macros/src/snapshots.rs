//! Expands every case of `tests/expand` and compares the result with the file beside it.
//!
//! The cases need the macros as functions, and only the unit tests of a proc-macro crate can call
//! them. `EXPAND=overwrite cargo test -p tenure-macros` writes the results.

use std::path::{Path, PathBuf};
use std::{env, fs};

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Item, Meta};

use crate::pipeline::Mode;
use crate::support::helpers;
use crate::{
    cached, disposable, entry, instrumented, layout, members, scoped, singleton, tracked, utility,
};

/// An attribute macro as a function.
pub(crate) type Run = fn(TokenStream, TokenStream) -> TokenStream;

/// The attributes and the hidden derives; a derive gives back what stands behind its item.
pub(crate) const MACROS: &[(&str, Run)] = &[
    ("cached", |args, item| cached::PATTERN.run(Mode::On, args, item)),
    ("disposable", |args, item| disposable::PATTERN.run(Mode::On, args, item)),
    ("Disposable", |_, item| disposable::PATTERN.run_derive(item)),
    ("instrumented", |args, item| instrumented::PATTERN.run(Mode::On, args, item)),
    ("Layout", |_, item| layout::PATTERN.run_own_derive(item)),
    ("main", |args, item| entry::PATTERN.run(Mode::On, args, item)),
    ("members", |args, item| members::PATTERN.run(Mode::On, args, item)),
    ("scoped", |args, item| scoped::PATTERN.run(Mode::On, args, item)),
    ("singleton", |args, item| singleton::PATTERN.run(Mode::On, args, item)),
    ("Singleton", |_, item| singleton::PATTERN.run_derive(item)),
    ("tracked", |args, item| tracked::PATTERN.run(Mode::On, args, item)),
    ("Tracked", |_, item| tracked::PATTERN.run_derive(item)),
    ("utility", |args, item| utility::PATTERN.run(Mode::On, args, item)),
];

/// The attributes that only a derive understands.
const INERT: &[&str] = &["dispose", "layout", "tenure"];

/// Seed: A18.
#[test]
fn every_case_expands_to_the_file_beside_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/expand");
    let overwrite = env::var_os("EXPAND").is_some_and(|value| value == "overwrite");
    let mut different = Vec::new();
    let cases = cases(&root);
    assert!(!cases.is_empty(), "no cases in {}", root.display());
    for case in cases {
        let source = fs::read_to_string(&case).expect("a case can be read");
        let actual =
            prettyplease::unparse(&expand(syn::parse_file(&source).expect("a case parses")));
        let path = case.with_extension("expanded.rs");
        if overwrite {
            fs::write(&path, &actual).expect("an expansion can be written");
        } else if fs::read_to_string(&path).unwrap_or_default() != actual {
            different.push(format!("{} is now:\n{actual}", path.display()));
        }
    }
    assert!(different.is_empty(), "EXPAND=overwrite accepts them\n\n{}", different.join("\n"));
}

pub(crate) fn cases(root: &Path) -> Vec<PathBuf> {
    let entries = |path: &Path| {
        let entries = fs::read_dir(path).expect("a folder of cases");
        entries.map(|entry| entry.expect("an entry").path()).collect::<Vec<_>>()
    };
    let mut cases: Vec<_> = entries(root)
        .iter()
        .filter(|path| path.is_dir())
        .flat_map(|folder| entries(folder))
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .filter(|path| !path.to_string_lossy().ends_with(".expanded.rs"))
        .collect();
    cases.sort();
    cases
}

/// The file with our attributes expanded, as `cargo expand` would show it.
pub(crate) fn expand(file: syn::File) -> syn::File {
    let items = file.items.into_iter().flat_map(expand_item).collect();
    syn::File { items, ..file }
}

fn expand_item(mut item: Item) -> Vec<Item> {
    let Some((_, run, args)) = attributes(&mut item).and_then(take_ours) else {
        return vec![item];
    };
    let is_derive = args.is_none();
    let tokens = item.to_token_stream();
    let mut output = run(args.unwrap_or_default(), tokens.clone());
    if is_derive {
        let item = helpers::strip(tokens, INERT);
        output = quote!(#item #output);
    }
    let file: syn::File = syn::parse2(output).expect("the output is items");
    expand(file).items
}

/// Takes the first of our attributes; `None` as arguments stands for a derive.
pub(crate) fn take_ours(
    attrs: &mut Vec<Attribute>,
) -> Option<(&'static str, Run, Option<TokenStream>)> {
    let find = |name: &str| MACROS.iter().find(|(known, _)| *known == name).copied();
    for index in 0..attrs.len() {
        let name = attrs[index].path().segments.last()?.ident.to_string();
        if name == "derive" {
            let Meta::List(list) = &attrs[index].meta else { continue };
            let derive: syn::Path = list.parse_args().ok()?;
            if let Some((name, run)) = find(&derive.segments.last()?.ident.to_string()) {
                attrs.remove(index);
                return Some((name, run, None));
            }
        } else if let Some((name, run)) = find(&name) {
            let args = match attrs.remove(index).meta {
                Meta::List(list) => list.tokens,
                _ => TokenStream::new(),
            };
            return Some((name, run, Some(args)));
        }
    }
    None
}

pub(crate) fn attributes(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    Some(match item {
        Item::Enum(item) => &mut item.attrs,
        Item::Fn(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        Item::Mod(item) => &mut item.attrs,
        Item::Struct(item) => &mut item.attrs,
        Item::Trait(item) => &mut item.attrs,
        _ => return None,
    })
}
