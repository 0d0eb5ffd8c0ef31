//! Types among names and lints that a careless derive would trip over.
#![allow(dead_code, non_upper_case_globals, non_camel_case_types)] // only where fields lie is looked at
#![deny(deprecated)]

use tenure::Layout;

/// A pattern of this name alone would mean the constant.
const radius: u8 = 1;
static color: u8 = 2;
struct side;

/// Any type has this constant.
trait Drawn {
    const LAYOUT: u8 = 1;
}

impl<T> Drawn for T {}

#[derive(Layout)]
enum Shape {
    Circle { radius: u8, color: u8 },
    Square { side: u32 },
}

#[deprecated]
#[derive(Layout)]
#[layout(size = 8)]
struct Old {
    a: u32,
    b: u32,
}

#[deprecated]
#[derive(Layout)]
#[layout(size = 4)]
union OldWord {
    a: u32,
    b: [u8; 4],
}

#[deprecated]
#[derive(Layout)]
struct OldText {
    a: u32,
    b: str,
}

#[deprecated]
#[derive(Layout)]
struct OldTail<T>(u8, T);

#[test]
fn constants_that_are_called_like_fields_are_not_meant() {
    let offsets = |shape: &Shape| {
        let value = shape.layout_of_val();
        value.fields.iter().map(|field| field.size).collect::<Vec<_>>()
    };
    assert_eq!(offsets(&Shape::Circle { radius: 3, color: 4 }), [1, 1]);
    assert_eq!(offsets(&Shape::Square { side: 4 }), [4]);
}

#[test]
#[allow(deprecated)]
fn a_deprecated_type_has_a_layout_without_a_warning() {
    let sizes = [<Old as Layout>::LAYOUT.size, <OldWord as Layout>::LAYOUT.size];
    assert_eq!(sizes, [8, 4]);
    assert_eq!(<OldText as Layout>::LAYOUT.fields.len(), 2);
    assert_eq!(<OldTail<u8> as Layout>::LAYOUT.size, 2);
}
