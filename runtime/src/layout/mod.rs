//! Where the bytes of a type are.

pub(crate) mod assert_layout;
mod diff;
mod field;
pub(crate) mod guard;
mod holes;
#[cfg(feature = "json")]
mod json;
pub(crate) mod made;
mod order;
pub(crate) mod size_report;
mod table;
mod type_layout;
mod value;

pub use self::diff::{LayoutChange, LayoutDiff};
pub use self::field::{Field, Offset, Variant};
pub use self::holes::Hole;
pub use self::order::Order;
pub use self::size_report::{SizeReport, SizeRow};
pub use self::type_layout::{Kind, TypeLayout};
pub use self::value::{FieldValue, ValueLayout, layout_of_val};

/// A type that knows its own layout; implemented by [`#[derive(Layout)]`](derive@crate::Layout).
///
/// ```
/// use tenure::Layout;
///
/// #[derive(Layout)]
/// #[repr(C)]
/// struct Packet {
///     kind: u8,
///     length: u32,
/// }
///
/// let layout = Packet::LAYOUT;
/// assert_eq!((layout.size, layout.align, layout.waste()), (8, 4, 3));
/// assert_eq!(layout.field("length").unwrap().offset.exact(), Some(4));
/// assert!(layout.to_string().contains("length: u32"));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not know its layout",
    label = "has no `Layout`",
    note = "add `#[derive(tenure::Layout)]` to `{Self}`, if it is yours; `size`, `align` and `niche` \
            can be asked of any type"
)]
pub trait Layout {
    /// The layout of the type: constant data, made by the compiler.
    const LAYOUT: &'static TypeLayout;

    /// The layout of this value: of an enum that of the variant it is in, whose offsets are exact
    /// even where those of the type are not known.
    #[must_use]
    fn layout_of_val(&self) -> ValueLayout {
        ValueLayout::of_type(Self::LAYOUT, size_of_val(self), align_of_val(self))
    }
}
