//! Types of every shape.
#![allow(dead_code)] // only where fields lie is looked at

use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::path::Path;

use tenure::Layout;
use tenure::layout::{Kind, Offset};

#[derive(Layout)]
struct Unit;

#[derive(Layout)]
struct Tuple(u8, u32);

#[derive(Layout)]
struct Generic<'a, T: Clone, const N: usize = 2>
where
    T: Default,
{
    slice: &'a [T],
    array: [T; N],
    of: PhantomData<fn(T) -> &'a ()>,
}

#[derive(Layout)]
#[repr(C, packed(2))]
struct Packed {
    a: u8,
    b: u64,
}

#[derive(Layout)]
#[repr(align(32))]
struct Aligned(u8);

#[derive(Layout)]
#[repr(transparent)]
struct Transparent(u16, ());

#[derive(Layout)]
union Word {
    number: u32,
    bytes: [u8; 6],
    text: ManuallyDrop<u8>,
}

#[derive(Layout)]
struct Raw {
    r#type: u8,
    r#fn: u16,
}

#[derive(Layout)]
struct Conditional {
    #[cfg(any(unix, windows))]
    there: u8,
    #[cfg(any())]
    gone: Missing,
}

#[derive(Layout)]
struct Bytes {
    length: u16,
    tail: [u8],
}

#[derive(Layout)]
struct Named {
    number: u32,
    text: str,
}

#[derive(Layout)]
struct Located {
    line: u32,
    path: Path,
}

#[derive(Layout)]
struct Shown<'a>(u8, dyn std::fmt::Debug + Send + 'a);

#[derive(Layout)]
struct Outer {
    number: u64,
    inner: Bytes,
}

#[derive(Layout)]
struct Sized_<T: ?Sized> {
    number: u8,
    tail: T,
}

#[derive(Layout)]
struct Cells<T: ?Sized>(u8, std::cell::Cell<T>);

#[derive(Layout)]
struct Boxed<T: ?Sized>(u8, Box<T>);

#[test]
fn a_type_of_no_fields_has_no_bytes() {
    assert_eq!(
        (Unit::LAYOUT.size, Unit::LAYOUT.kind, Unit::LAYOUT.fields.len()),
        (0, Kind::Unit, 0)
    );
    assert_eq!((Unit::LAYOUT.waste(), Unit::LAYOUT.cache_lines(64)), (0, 0));
}

#[test]
fn fields_of_a_tuple_have_their_numbers() {
    assert_eq!(Tuple::LAYOUT.kind, Kind::Tuple);
    assert_eq!(
        Tuple::LAYOUT.field("1").unwrap().offset,
        Offset::Exact(std::mem::offset_of!(Tuple, 1))
    );
    assert_eq!(Tuple::LAYOUT.waste(), 3);
}

#[test]
fn each_argument_has_its_layout() {
    let (small, large) = (<Generic<'_, u8, 3>>::LAYOUT, <Generic<'_, String>>::LAYOUT);
    assert_eq!(
        (small.field("array").unwrap().size, large.field("array").unwrap().size),
        (3, 2 * size_of::<String>())
    );
    assert_eq!(small.name, "Generic");
    assert!(small.type_name().ends_with("u8, 3>"), "{}", small.type_name());
    assert_eq!(small.field("of").unwrap().size, 0);
}

#[test]
fn what_is_packed_has_no_holes() {
    assert_eq!((Packed::LAYOUT.size, Packed::LAYOUT.align, Packed::LAYOUT.waste()), (10, 2, 1));
    assert_eq!(Packed::LAYOUT.repr, "C, packed(2)");
}

#[test]
fn an_alignment_is_paid_for_at_the_end() {
    assert_eq!(
        (Aligned::LAYOUT.size, Aligned::LAYOUT.align, Aligned::LAYOUT.end_padding()),
        (32, 32, 31)
    );
    assert!(!Aligned::LAYOUT.has_fixed_order() && Transparent::LAYOUT.has_fixed_order());
    assert_eq!((Transparent::LAYOUT.size, Transparent::LAYOUT.waste()), (2, 0));
}

#[test]
fn fields_of_a_union_lie_over_each_other() {
    assert_eq!((Word::LAYOUT.kind, Word::LAYOUT.size), (Kind::Union, 8));
    assert!(Word::LAYOUT.fields.iter().all(|field| field.offset == Offset::Exact(0)));
    assert_eq!(
        (Word::LAYOUT.waste(), Word::LAYOUT.end_padding(), Word::LAYOUT.holes()),
        (2, 2, vec![])
    );
}

#[test]
fn names_are_read_without_their_mark() {
    assert_eq!(
        Raw::LAYOUT.fields.iter().map(|field| field.name).collect::<Vec<_>>(),
        ["type", "fn"]
    );
    assert_eq!(Conditional::LAYOUT.fields.len(), 1);
}

#[test]
fn a_tail_without_a_size_says_so() {
    for layout in [Bytes::LAYOUT, Named::LAYOUT, Located::LAYOUT, Shown::LAYOUT, Outer::LAYOUT] {
        assert!(!layout.is_sized && !layout.is_exact(), "{layout}");
        let [first, tail] = layout.fields else { panic!("{layout}") };
        assert!(first.offset.exact().is_some(), "{layout}");
        assert_eq!((tail.offset, tail.size), (Offset::Tail, 0), "{layout}");
        let table = layout.table();
        assert!(table.contains("offset of unsized tail not available"), "{table}");
    }
}

#[test]
fn a_tail_that_has_a_size_has_an_offset() {
    // What may be anything is known of no argument: the compiler looks at it once for all.
    assert!(!<Sized_<[u8]>>::LAYOUT.is_sized && !<Sized_<u16>>::LAYOUT.is_sized);
    assert!(!<Cells<[u8]>>::LAYOUT.is_sized);
    assert!(<Boxed<[u8]>>::LAYOUT.is_exact());
    let value: &Sized_<[u16]> = &Sized_ { number: 1, tail: [1, 2, 3] };
    let layout = value.layout_of_val();
    assert_eq!((layout.size, layout.align), (8, 2));
    let tail = layout.field("tail").unwrap();
    assert_eq!((tail.offset, tail.size), (2, 6));
}
