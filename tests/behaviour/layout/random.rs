//! Types of many lists of fields: whatever they are, every byte is accounted for.

use std::mem::offset_of;

use proptest::prelude::*;
use tenure::layout::{Field, Kind, Offset};
use tenure::{Layout, TypeLayout};

/// Declares a struct of each list, as Rust and as C lay it out, and collects their layouts.
macro_rules! layouts {
    ($($name:ident { $($field:ident: $ty:ty),* $(,)? })*) => {
        $(
            mod $name {
                #![allow(dead_code)] // only where fields lie is looked at

                use super::*;

                #[derive(Layout)]
                pub(super) struct Rust { $($field: $ty),* }

                #[derive(Layout)]
                #[repr(C)]
                pub(super) struct C { $($field: $ty),* }

                pub(super) fn offsets() -> [Vec<usize>; 2] {
                    [vec![$(offset_of!(Rust, $field)),*], vec![$(offset_of!(C, $field)),*]]
                }
            }
        )*

        fn all() -> Vec<([&'static TypeLayout; 2], [Vec<usize>; 2])> {
            vec![$(([$name::Rust::LAYOUT, $name::C::LAYOUT], $name::offsets())),*]
        }
    };
}

layouts! {
    nothing {}
    one { a: u64 }
    bytes { a: u8, b: u8, c: u8 }
    falling { a: u64, b: u32, c: u16, d: u8 }
    rising { a: u8, b: u16, c: u32, d: u64 }
    mixed { a: u8, b: u64, c: u8, d: u32, e: u8, f: u16 }
    empty_parts { a: u8, b: (), c: [u64; 0], d: u16, e: () }
    owners { a: bool, b: String, c: char, d: Option<Box<str>>, e: Option<u8> }
    wide { a: u8, b: u128, c: [u8; 3], d: [u16; 5], e: f64 }
    nested { a: (u8, u32), b: [(u8, u16); 3], c: Option<(u32, u8)>, d: u8 }
    large { a: u8, b: [u8; 63], c: u64, d: [u8; 130], e: u16 }
}

fn account_for_every_byte(layout: &TypeLayout) {
    let fields: usize = layout.fields.iter().map(|field| field.size).sum();
    let holes: usize = layout.holes().iter().map(|hole| hole.size).sum();
    assert_eq!(fields + holes + layout.end_padding(), layout.size, "{layout}");
    assert_eq!(holes + layout.end_padding(), layout.waste(), "{layout}");
    let order = layout.suggested_order();
    assert!(order.size <= layout.size && order.size >= fields, "{layout}\n{order}");
    assert_eq!(order.size % layout.align, 0, "{layout}\n{order}");
    let mut names = order.names.clone();
    names.sort_unstable();
    let mut declared: Vec<_> = layout.fields.iter().map(|field| field.name).collect();
    declared.sort_unstable();
    assert_eq!(names, declared);
}

#[test]
fn every_byte_of_a_declared_type_is_accounted_for() {
    for (layouts, offsets) in all() {
        for (layout, offsets) in layouts.into_iter().zip(offsets) {
            account_for_every_byte(layout);
            let said: Vec<_> = layout.fields.iter().map(|field| field.offset.exact()).collect();
            assert_eq!(said, offsets.into_iter().map(Some).collect::<Vec<_>>(), "{layout}");
        }
        // The compiler finds the order that is suggested, or a better one.
        let [rust, c] = layouts;
        assert!(c.suggested_order().size >= rust.size, "{c}\n{rust}");
    }
}

/// A struct as C lays it out, of fields with these sizes (in alignments) and alignments.
fn in_c(parts: &[(usize, u32)]) -> (TypeLayout, Vec<Field>) {
    #[derive(Layout)]
    struct Model(#[allow(dead_code)] u8);
    let model = Model::LAYOUT;
    let (mut end, mut align) = (0_usize, 1);
    let fields = parts.iter().zip(["a", "b", "c", "d", "e", "f", "g", "h"]).map(|(part, name)| {
        let (count, exponent) = *part;
        let own = 1 << exponent;
        let offset = end.next_multiple_of(own);
        align = align.max(own);
        end = offset + count * own;
        let (offset, size) = (Offset::Exact(offset), count * own);
        Field { name, offset, size, align: own, ..model.fields[0] }
    });
    let fields = fields.collect();
    let size = end.next_multiple_of(align);
    (TypeLayout { kind: Kind::Struct, repr: "C", size, align, ..*model }, fields)
}

proptest! {
    #[test]
    fn every_byte_of_any_type_is_accounted_for(
        parts in prop::collection::vec((0_usize..5, 0_u32..5), 0..8)
    ) {
        let (layout, fields) = in_c(&parts);
        let layout = TypeLayout { fields: fields.leak(), ..layout };
        account_for_every_byte(&layout);
        // In that order C would leave nothing between the fields.
        let order = layout.suggested_order();
        let again: Vec<_> = order.names.iter().map(|name| {
            let place = layout.fields.iter().position(|field| field.name == *name);
            parts[place.expect("a field")]
        }).collect();
        let (sorted, fields) = in_c(&again);
        prop_assert_eq!(sorted.size, order.size);
        let sorted = TypeLayout { fields: fields.leak(), ..sorted };
        prop_assert!(order.saved == 0 || sorted.holes().is_empty(), "{}\n{}", layout, sorted);
        prop_assert!(layout.table().lines().count() >= layout.fields.len() + 3);
    }
}
