//! Structs, whose offsets are those of `offset_of!`.

use std::mem::offset_of;

use tenure::layout::{Hole, Kind, Offset};
use tenure::{Layout, TypeLayout};

#[allow(dead_code)] // only where they lie is looked at
#[derive(Layout)]
struct Mixed {
    a: u8,
    b: u64,
    c: u16,
    d: String,
    e: Option<Box<u8>>,
}

#[allow(dead_code)] // only where they lie is looked at
#[derive(Layout)]
#[repr(C)]
struct MixedC {
    a: u8,
    b: u64,
    c: u16,
    d: String,
    e: Option<Box<u8>>,
}

/// Fields, holes and the end are all there is.
fn is_complete(layout: &TypeLayout) -> bool {
    let fields: usize = layout.fields.iter().map(|field| field.size).sum();
    let holes: usize = layout.holes().iter().map(|hole| hole.size).sum();
    fields + holes + layout.end_padding() == layout.size
        && holes + layout.end_padding() == layout.waste()
}

#[test]
fn offsets_are_those_of_the_compiler() {
    let layout = Mixed::LAYOUT;
    let offsets: Vec<_> = layout.fields.iter().map(|field| field.offset.exact()).collect();
    let expected = [
        offset_of!(Mixed, a),
        offset_of!(Mixed, b),
        offset_of!(Mixed, c),
        offset_of!(Mixed, d),
        offset_of!(Mixed, e),
    ];
    assert_eq!(offsets, expected.map(Some));
    assert_eq!((layout.size, layout.align), (size_of::<Mixed>(), align_of::<Mixed>()));
    assert_eq!((layout.name, layout.kind, layout.repr), ("Mixed", Kind::Struct, "Rust"));
    assert!(layout.type_name().ends_with("structs::Mixed"), "{}", layout.type_name());
    assert!(layout.needs_drop && layout.niche && layout.is_sized && layout.is_exact());
    assert!(is_complete(layout));
}

#[test]
#[cfg(target_pointer_width = "64")]
fn the_compiler_sorts_what_c_leaves_in_order() {
    assert_eq!((Mixed::LAYOUT.size, Mixed::LAYOUT.waste()), (48, 5));
    assert_eq!((Mixed::LAYOUT.holes(), Mixed::LAYOUT.end_padding()), (vec![], 5));
    let layout = MixedC::LAYOUT;
    let hole = |offset, size, behind| Hole { offset, size, behind: Some(behind) };
    assert_eq!(layout.holes(), [hole(1, 7, "a"), hole(18, 6, "c")]);
    assert_eq!((layout.size, layout.waste(), layout.end_padding()), (56, 13, 0));
    assert!(is_complete(layout));
    let order = layout.suggested_order();
    assert_eq!(
        (order.names.as_slice(), order.size, order.saved),
        (&["b", "d", "e", "c", "a"][..], 48, 8)
    );
    assert_eq!(Mixed::LAYOUT.suggested_order().saved, 0);
}

#[test]
fn all_of_it_is_constant() {
    const SIZE: usize = MixedC::LAYOUT.size;
    const WASTE: usize = MixedC::LAYOUT.waste();
    const FIRST: Offset = MixedC::LAYOUT.fields[0].offset;
    const LINES: usize = MixedC::LAYOUT.cache_lines(16);
    assert_eq!((SIZE, WASTE), (MixedC::LAYOUT.size, MixedC::LAYOUT.waste()));
    assert_eq!((FIRST, LINES), (Offset::Exact(0), SIZE.div_ceil(16)));
}

#[test]
fn fields_know_their_types() {
    let field = MixedC::LAYOUT.field("e").unwrap();
    assert_eq!((field.name, field.ty), ("e", "Option<Box<u8>>"));
    assert_eq!(field.type_name(), std::any::type_name::<Option<Box<u8>>>());
    assert_eq!((field.size, field.align), (size_of::<usize>(), align_of::<usize>()));
    let niches: Vec<_> = MixedC::LAYOUT.fields.iter().map(|field| field.niche).collect();
    // `Option<Box<u8>>` has used up the one of the box; the capacity of a string has many.
    assert_eq!(niches, [false, false, false, true, false]);
    assert!(MixedC::LAYOUT.field("f").is_none());
}
