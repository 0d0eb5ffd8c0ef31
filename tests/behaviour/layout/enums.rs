//! Enums, whose offsets are known of the type or of a value.
#![allow(dead_code)] // only where fields lie is looked at

use tenure::Layout;
use tenure::layout::{Kind, Offset};

#[derive(Layout)]
enum Shape<T> {
    Empty,
    Circle { radius: f64, r#in: T },
    Line(u8, u16),
}

#[derive(Layout)]
#[repr(u8)]
enum Message {
    Quit,
    Say(String),
    Move { x: u16, y: u8 },
}

#[derive(Layout)]
enum Never {}

#[derive(Layout)]
#[repr(u16)]
enum Plain {
    One = 1,
    Two = 500,
}

#[derive(Layout)]
enum Single {
    Only(u8, u32),
}

fn at<T>(value: &T, part: &impl Sized) -> usize {
    std::ptr::from_ref(part).addr() - std::ptr::from_ref(value).addr()
}

#[test]
fn a_value_tells_what_its_type_does_not() {
    let layout = <Shape<u8>>::LAYOUT;
    assert_eq!(layout.kind, Kind::Enum { tag: None });
    assert!(!layout.is_exact() && layout.all_by_value());
    let value = Shape::Circle { radius: 1.0, r#in: 2_u8 };
    let Shape::Circle { radius, r#in } = &value else { unreachable!("it is a circle") };
    let found = value.layout_of_val();
    assert_eq!((found.variant, found.size), (Some("Circle"), size_of::<Shape<u8>>()));
    assert_eq!(found.field("radius").unwrap().offset, at(&value, radius));
    assert_eq!(found.field("in").unwrap().offset, at(&value, r#in));
    let empty = <Shape<u8>>::Empty.layout_of_val();
    assert_eq!((empty.variant, empty.fields.len()), (Some("Empty"), 0));
}

trait ByValue {
    fn all_by_value(&self) -> bool;
}

impl ByValue for tenure::TypeLayout {
    fn all_by_value(&self) -> bool {
        let mut fields = self.variants.iter().flat_map(|variant| variant.fields);
        fields.all(|field| field.offset == Offset::ByValue)
    }
}

#[test]
fn a_tag_of_a_known_size_makes_offsets_known() {
    let layout = Message::LAYOUT;
    assert_eq!(layout.kind, Kind::Enum { tag: Some(1) });
    assert!(layout.is_exact());
    for value in [Message::Quit, Message::Say(String::new()), Message::Move { x: 1, y: 2 }] {
        let found = value.layout_of_val();
        let declared = layout.variant(found.variant.unwrap()).unwrap();
        let of_type: Vec<_> = declared.fields.iter().map(|field| field.offset.exact()).collect();
        let of_value: Vec<_> = found.fields.iter().map(|field| Some(field.offset)).collect();
        assert_eq!(of_type, of_value);
    }
}

#[test]
fn without_fields_all_is_tag() {
    assert_eq!((Never::LAYOUT.size, Never::LAYOUT.variants.len()), (0, 0));
    assert_eq!((Plain::LAYOUT.size, Plain::LAYOUT.kind), (2, Kind::Enum { tag: Some(2) }));
    assert_eq!((Plain::LAYOUT.waste(), Plain::LAYOUT.holes()), (0, vec![]));
    assert_eq!(Plain::Two.layout_of_val().variant, Some("Two"));
}

#[test]
fn what_is_not_known_is_not_said() {
    assert!(!Single::LAYOUT.is_exact());
    let table = Single::LAYOUT.table();
    assert!(table.contains("not available on stable"), "{table}");
    assert!(table.contains("     ?     4      4  1: u32"), "{table}");
    assert_eq!(Single::Only(1, 2).layout_of_val().fields.len(), 2);
}

#[derive(Layout)]
#[repr(C, u8)]
enum Framed {
    Short(u8),
    Long(u64),
}

#[derive(Layout)]
enum Lone {
    Only(()),
}

#[test]
fn every_variant_behind_a_tag_of_c_begins_where_the_most_aligned_does() {
    let offset = |name: &str| Framed::LAYOUT.variant(name).unwrap().fields[0].offset.exact();
    let measured = |value: &Framed| value.layout_of_val().fields[0].offset;
    assert_eq!(offset("Short"), Some(measured(&Framed::Short(1))));
    assert_eq!(offset("Long"), Some(measured(&Framed::Long(1))));
    assert_eq!(offset("Short"), offset("Long"));
}

#[test]
fn an_enum_without_bytes_has_no_unknown_ones() {
    assert_eq!((Lone::LAYOUT.size, Lone::LAYOUT.waste()), (0, 0));
    let Lone::Only(()) = Lone::Only(());
}
