//! The order of fields in which none of them leaves a hole.

use std::cmp::Reverse;
use std::fmt;

use super::field::Field;
use super::type_layout::{Kind, TypeLayout};

/// An order of fields, and what it would bring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The fields in that order.
    pub names: Vec<&'static str>,
    /// The size of the type with it, in bytes.
    pub size: usize,
    /// How many bytes fewer that are.
    pub saved: usize,
}

impl TypeLayout {
    /// An order of declaration in which the fields leave no holes, with the names in front that
    /// need the most alignment. The declared order, where nothing is to be had.
    ///
    /// It is of use with `repr(C)`; the fields of a `repr(Rust)` type are in such an order already,
    /// whatever the order of their declaration.
    #[must_use]
    pub fn suggested_order(&self) -> Order {
        let declared = || self.fields.iter().map(|field| field.name).collect();
        let is_struct = matches!(self.kind, Kind::Struct | Kind::Tuple | Kind::Unit);
        if !(is_struct && self.is_exact()) {
            return Order { names: declared(), size: self.size, saved: 0 };
        }
        let mut fields: Vec<&Field> = self.fields.iter().collect();
        fields.sort_by_key(|field| Reverse(field.align));
        // The size of a field is a multiple of its alignment, so each ends where the next may begin.
        let sum: usize = fields.iter().map(|field| field.size).sum();
        let size = sum.next_multiple_of(self.align).min(self.size);
        let saved = self.size - size;
        let names =
            if saved == 0 { declared() } else { fields.iter().map(|field| field.name).collect() };
        Order { names, size, saved }
    }
}

impl fmt::Display for Order {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Order { names, size, saved } = self;
        write!(formatter, "{}: {size} bytes", names.join(", "))?;
        match saved {
            0 => Ok(()),
            saved => write!(formatter, ", {saved} fewer"),
        }
    }
}
