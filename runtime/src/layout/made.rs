//! What `#[derive(Layout)]` writes down, put together by the compiler.

use std::any::type_name;

use super::field::{Field, Offset};
use super::type_layout::{Kind, TypeLayout};
use super::value::ValueLayout;

/// All of a type but its fields.
#[must_use]
pub const fn whole<T>(name: &'static str, kind: Kind, repr: &'static str) -> TypeLayout {
    TypeLayout {
        name,
        kind,
        repr,
        size: size_of::<T>(),
        align: align_of::<T>(),
        is_sized: true,
        needs_drop: std::mem::needs_drop::<T>(),
        niche: has_niche::<T>(),
        fields: &[],
        variants: &[],
        full_name: type_name::<T>,
    }
}

/// A field at an offset.
#[must_use]
pub const fn field<T>(name: &'static str, ty: &'static str, offset: usize) -> Field {
    Field { offset: Offset::Exact(offset), ..inside::<T>(name, ty) }
}

/// A field of a variant, before it has its place.
#[must_use]
pub const fn inside<T>(name: &'static str, ty: &'static str) -> Field {
    Field {
        name,
        ty,
        offset: Offset::ByValue,
        size: size_of::<T>(),
        align: align_of::<T>(),
        niche: has_niche::<T>(),
        full_name: type_name::<T>,
    }
}

const fn has_niche<T>() -> bool {
    size_of::<Option<T>>() == size_of::<T>()
}

/// What tells the variants of an enum apart.
#[derive(Clone, Copy, Debug)]
pub enum Tag {
    /// The compiler decides.
    Unknown,
    /// It is all that there is.
    Alone,
    /// That of C: `repr(C)`.
    Int,
    /// A number of so many bytes: `repr(u8)` and its like.
    Bytes(usize),
    /// A number as large as a pointer.
    Pointer,
}

impl Tag {
    /// All of an enum but its variants.
    #[must_use]
    pub const fn whole<T>(self, name: &'static str, repr: &'static str) -> TypeLayout {
        let tag = match self {
            Tag::Unknown => None,
            Tag::Alone => Some(size_of::<T>()),
            Tag::Int | Tag::Bytes(_) | Tag::Pointer => Some(self.bytes()),
        };
        whole::<T>(name, Kind::Enum { tag }, repr)
    }

    /// The fields of a variant of an enum with `repr(u8)` or its like: a variant is a `repr(C)`
    /// struct that begins with the tag.
    ///
    /// <https://rust-lang.github.io/rfcs/2195-really-tagged-unions.html>
    #[must_use]
    pub const fn in_struct<const COUNT: usize>(self, fields: [Field; COUNT]) -> [Field; COUNT] {
        placed(fields, self.bytes())
    }

    /// The fields of a variant of the enum `T` with `repr(C)`: a tag, and behind it a union of the
    /// variants, each a `repr(C)` struct. The alignment of the enum is that of its tag or of the
    /// union, and the union begins at the same place with either.
    #[must_use]
    pub const fn in_union<T, const COUNT: usize>(self, fields: [Field; COUNT]) -> [Field; COUNT] {
        placed(fields, self.bytes().next_multiple_of(align_of::<T>()))
    }

    const fn bytes(self) -> usize {
        match self {
            Tag::Unknown | Tag::Alone => 0,
            Tag::Int => size_of::<std::ffi::c_int>(),
            Tag::Bytes(bytes) => bytes,
            Tag::Pointer => size_of::<usize>(),
        }
    }
}

const fn placed<const COUNT: usize>(mut fields: [Field; COUNT], start: usize) -> [Field; COUNT] {
    let (mut end, mut index) = (start, 0);
    while index < COUNT {
        let offset = end.next_multiple_of(fields[index].align);
        fields[index].offset = Offset::Exact(offset);
        end = offset + fields[index].size;
        index += 1;
    }
    fields
}

/// The last field of a struct, where it has a size: only then there is an offset to ask for, so it
/// is asked in an implementation that is there only then.
pub trait Tail {
    /// That field.
    const FIELD: Field;
}

/// The last field of a struct that may have no size.
#[must_use]
pub const fn tail<T: ?Sized>(found: Option<Field>, name: &'static str, ty: &'static str) -> Field {
    match found {
        Some(field) => field,
        None => Field {
            name,
            ty,
            offset: Offset::Tail,
            size: 0,
            align: 1,
            niche: false,
            full_name: type_name::<T>,
        },
    }
}

/// All of a type that may have no size, but its fields.
#[must_use]
pub const fn whole_or_tail<T: ?Sized>(
    found: Option<TypeLayout>,
    name: &'static str,
    kind: Kind,
    repr: &'static str,
) -> TypeLayout {
    match found {
        Some(whole) => TypeLayout { name, kind, repr, ..whole },
        None => TypeLayout {
            name,
            kind,
            repr,
            size: 0,
            align: 1,
            is_sized: false,
            needs_drop: std::mem::needs_drop::<T>(),
            niche: false,
            fields: &[],
            variants: &[],
            full_name: type_name::<T>,
        },
    }
}

/// A field that may have no size.
#[doc(hidden)]
#[macro_export]
macro_rules! __tail {
    ($owner:ty, $name:literal, $ty:ty, $text:literal) => {{
        use $crate::__private::IsNot as _;
        $crate::__private::tail_of::<$ty>(<$crate::__private::Is<$owner>>::TAIL, $name, $text)
    }};
}

/// A type that may have no size.
#[doc(hidden)]
#[macro_export]
macro_rules! __whole {
    ($owner:ty, $name:literal, $kind:expr, $repr:literal) => {{
        use $crate::__private::IsNot as _;
        $crate::__private::whole_or_tail::<$owner>(
            <$crate::__private::Is<$owner>>::WHOLE,
            $name,
            $kind,
            $repr,
        )
    }};
}

/// The layout of a value whose fields have these addresses, in the variant of that number.
#[must_use]
pub fn value<T: ?Sized>(
    value: &T,
    layout: &'static TypeLayout,
    variant: usize,
    fields: &[(usize, usize)],
) -> ValueLayout {
    let start = address(value);
    let offsets = fields.iter().map(|(place, size)| (place.wrapping_sub(start), *size));
    ValueLayout::of_fields(layout, variant, size_of_val(value), align_of_val(value), offsets)
}

/// Where a field is, and how large.
#[must_use]
pub fn place<T: ?Sized>(field: &T) -> (usize, usize) {
    (address(field), size_of_val(field))
}

fn address<T: ?Sized>(value: &T) -> usize {
    std::ptr::from_ref(value).cast::<()>().addr()
}
