//! Layouts are those that rustc prints of the same types with `-Zprint-type-sizes`.

use std::collections::BTreeMap;
use std::process::Command;

use tenure::layout::{Kind, ValueLayout};
use tenure::{Layout, TypeLayout};

/// The types of the other file, and their text.
mod types {
    #![allow(dead_code, unreachable_pub)] // only where fields lie is looked at

    use tenure::Layout;

    include!("layout_types.rs");

    impl Free {
        pub(super) fn all() -> [Self; 4] {
            [Free::A, Free::B(1), Free::C([0; 100]), Free::D { x: 1, y: 2 }]
        }
    }

    impl Niche {
        pub(super) fn all() -> [Self; 3] {
            [Niche::A(Box::new(1), 2), Niche::B, Niche::C(1)]
        }
    }
}

use types::{
    Aligned, Free, InC, InCShort, Mixed, MixedC, Niche, Packed, Pair, Plain, Short, Tagged,
    Transparent, Wide, Word,
};

/// One type as rustc prints it.
#[derive(Debug, Default, PartialEq)]
struct Printed {
    size: usize,
    align: usize,
    tag: Option<usize>,
    end_padding: usize,
    /// Of each field, with its variant, the offset and the size.
    fields: BTreeMap<String, (usize, usize)>,
}

/// What rustc prints of all types; `None`: this one does not.
fn printed() -> Option<BTreeMap<String, Printed>> {
    let folder = env!("CARGO_TARGET_TMPDIR");
    let source = format!("{folder}/layout_types.rs");
    let text = include_str!("layout_types.rs").replace("#[derive(Layout)]", "");
    std::fs::write(&source, format!("{text}\npub fn used(_: Used) {{}}\n")).expect("a file");
    let rustc = option_env!("RUSTC").unwrap_or("rustc");
    let output = Command::new(rustc)
        // What is unstable is only the printing; the layouts are those of this very compiler.
        .env("RUSTC_BOOTSTRAP", "1")
        .args(["--edition", "2024", "--crate-type", "lib", "--emit", "obj", "-Zprint-type-sizes"])
        .args(["--out-dir", folder, "--cap-lints", "allow", &source])
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let types = parse(&text);
    if !(output.status.success() && types.contains_key("Mixed")) {
        eprintln!("skipped: {rustc} has no `-Zprint-type-sizes`");
        eprintln!("{}", String::from_utf8_lossy(&output.stderr));
        return None;
    }
    Some(types)
}

fn parse(text: &str) -> BTreeMap<String, Printed> {
    let mut types = BTreeMap::new();
    let mut name = "";
    let (mut variant, mut at) = ("", 0);
    for line in text.lines().filter_map(|line| line.strip_prefix("print-type-size ")) {
        let quoted = line.split('`').nth(1).unwrap_or_default();
        let number = |behind: &str| {
            let digits = line.rsplit_once(behind)?.1.split(' ').next()?;
            digits.parse::<usize>().ok()
        };
        let line_start = line.trim_start();
        let size =
            number("`: ").or_else(|| number("discriminant: ")).or_else(|| number("padding: "));
        if line_start.starts_with("type: ") {
            (name, variant, at) = (quoted, "", 0);
            let (size, align) =
                (size.unwrap_or_default(), number("alignment: ").unwrap_or_default());
            let _new = types.insert(name.to_owned(), Printed { size, align, ..Printed::default() });
            continue;
        }
        let printed: &mut Printed = types.get_mut(name).expect("its type came before");
        let size = size.unwrap_or_default();
        if line_start.starts_with("discriminant") {
            printed.tag = Some(size);
        } else if line_start.starts_with("variant") {
            (variant, at) = (quoted, printed.tag.unwrap_or_default());
        } else if line_start.starts_with("padding") {
            at += size;
        } else if line_start.starts_with("end padding") {
            printed.end_padding = size;
        } else if line_start.starts_with("field") {
            let at_field = number("offset: ").unwrap_or(at);
            let field = quoted.trim_start_matches('.');
            // The fields of a union stand in a variant of its name.
            let field = if variant.is_empty() || variant == name {
                field.to_owned()
            } else {
                format!("{variant}.{field}")
            };
            let _new = printed.fields.insert(field, (at_field, size));
            at = at_field + size;
        }
    }
    types
}

/// The layout in the words of rustc.
fn said(layout: &TypeLayout) -> Printed {
    let fields = layout.fields.iter().map(|field| (field.name.to_owned(), field));
    let of_variants = layout.variants.iter().flat_map(|variant| {
        variant.fields.iter().map(move |field| (format!("{}.{}", variant.name, field.name), field))
    });
    Printed {
        size: layout.size,
        align: layout.align,
        tag: match layout.kind {
            Kind::Enum { tag } => tag,
            _ => None,
        },
        end_padding: layout.end_padding(),
        fields: fields
            .chain(of_variants)
            .map(|(name, field)| (name, (field.offset.exact().expect("an offset"), field.size)))
            .collect(),
    }
}

fn fields(value: &ValueLayout) -> BTreeMap<String, (usize, usize)> {
    let variant = value.variant.expect("a variant");
    let of = |field: &tenure::layout::FieldValue| {
        (format!("{variant}.{}", field.name), (field.offset, field.size))
    };
    value.fields.iter().map(of).collect()
}

#[test]
fn layouts_are_those_of_the_compiler() {
    let Some(printed) = printed() else { return };
    let layouts = [
        ("Mixed", Mixed::LAYOUT),
        ("MixedC", MixedC::LAYOUT),
        ("Pair<u8, u32>", <Pair<u8, u32>>::LAYOUT),
        ("Pair<[u16; 3], std::option::Option<u8>>", <Pair<[u16; 3], Option<u8>>>::LAYOUT),
        ("Packed", Packed::LAYOUT),
        ("Aligned", Aligned::LAYOUT),
        ("Transparent", Transparent::LAYOUT),
        ("Word", Word::LAYOUT),
        ("Tagged", Tagged::LAYOUT),
        ("Short", Short::LAYOUT),
        ("InC", InC::LAYOUT),
        ("InCShort", InCShort::LAYOUT),
        ("Wide", Wide::LAYOUT),
        ("Plain", Plain::LAYOUT),
    ];
    for (name, layout) in layouts {
        let printed = printed.get(name).unwrap_or_else(|| panic!("rustc does not print {name}"));
        assert_eq!(&said(layout), printed, "{layout}");
    }
}

#[test]
fn what_no_type_tells_a_value_does() {
    let Some(printed) = printed() else { return };
    let (mut free, mut niche) = (BTreeMap::new(), BTreeMap::new());
    for value in Free::all() {
        free.extend(fields(&value.layout_of_val()));
    }
    for value in Niche::all() {
        niche.extend(fields(&value.layout_of_val()));
    }
    assert_eq!(free, printed["Free"].fields);
    assert_eq!(niche, printed["Niche"].fields);
    assert_eq!(
        (Free::LAYOUT.size, Niche::LAYOUT.size),
        (printed["Free"].size, printed["Niche"].size)
    );
    assert!(!Free::LAYOUT.is_exact() && !Niche::LAYOUT.is_exact());
}
