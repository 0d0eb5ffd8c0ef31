//! Throws damaged input at every macro: none may panic, and all must give back what can be read.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::{env, fs};

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::quote;

use crate::snapshots::MACROS;

/// A linear congruential generator (Knuth's MMIX constants): the same run every time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit.max(1)
    }
}

#[test]
fn damaged_input_never_panics() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests");
    let mut seeds: Vec<TokenStream> = Vec::new();
    for pattern in ["expand", "ui"] {
        for file in crate::snapshots::cases(&root.join(pattern)) {
            let text = fs::read_to_string(file).expect("a seed can be read");
            seeds.extend(
                syn::parse_file(&text)
                    .into_iter()
                    .flat_map(|file| file.items)
                    .map(|item| quote!(#item)),
            );
        }
    }
    let options: Vec<TokenStream> = vec![
        quote!(init = Config::load, eager, deps(A, B<C, D>), dispose = |a, b| c),
        quote!(crate = ::a::b, with = BufWriter::flush, take = f, skip = "reason"),
        quote!(name = "n", future, skip),
    ];
    let mut random = Random(20_261_122);
    for round in 0..20_000 {
        let item = damaged(&seeds[random.below(seeds.len())], &mut random, 3);
        let args = damaged(&options[random.below(options.len())], &mut random, 1);
        let (name, run) = MACROS[random.below(MACROS.len())];
        let output = catch_unwind(AssertUnwindSafe(|| run(args.clone(), item.clone())));
        assert!(output.is_ok(), "round {round}: #[{name}({args})] panicked on\n{item}");
    }
}

/// A copy of `tokens` in which a few tokens are gone, doubled, swapped, wrapped or foreign.
fn damaged(tokens: &TokenStream, random: &mut Random, damages: usize) -> TokenStream {
    let mut tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    for _ in 0..random.below(damages + 1) {
        if tokens.is_empty() {
            return foreign(random).into();
        }
        let at = random.below(tokens.len());
        match random.below(6) {
            0 => drop(tokens.remove(at)),
            1 => tokens.insert(at, tokens[at].clone()),
            2 => tokens.swap(at, at / 2),
            3 => tokens.insert(at, foreign(random)),
            4 => tokens[at] = Group::new(Delimiter::None, tokens[at].clone().into()).into(),
            _ => {
                if let TokenTree::Group(group) = &tokens[at] {
                    let inside = damaged(&group.stream(), random, damages);
                    tokens[at] = Group::new(group.delimiter(), inside).into();
                }
            }
        }
    }
    tokens.into_iter().collect()
}

fn foreign(random: &mut Random) -> TokenTree {
    let words = ["fn", "struct", "impl", "crate", "self", "pub", "async", "init", "x", "union"];
    match random.below(4) {
        0 => Ident::new(words[random.below(words.len())], Span::call_site()).into(),
        1 => {
            Punct::new([',', '=', '#', ';', '<', '&', '!'][random.below(7)], Spacing::Alone).into()
        }
        2 => Literal::string("text").into(),
        _ => Ident::new_raw("type", Span::call_site()).into(),
    }
}
