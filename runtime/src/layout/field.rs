//! One field, one variant.

/// One field of a type.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Of a tuple `0`, `1` and so on.
    pub name: &'static str,
    /// Its type as it was written.
    pub ty: &'static str,
    /// Where it begins.
    pub offset: Offset,
    /// In bytes; 0 of a tail without a size.
    pub size: usize,
    /// In bytes; 1 of a tail without a size.
    pub align: usize,
    /// Whether an `Option` of its type is no larger than the type.
    pub niche: bool,
    #[doc(hidden)]
    pub full_name: fn() -> &'static str,
}

/// Where a field begins, in bytes from the beginning of the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offset {
    /// There.
    Exact(usize),
    /// In a variant of an enum with `repr(Rust)`: stable Rust does not tell it of the type, but
    /// [`layout_of_val`](crate::Layout::layout_of_val) does of a value.
    ByValue,
    /// The tail of a type without a size of its own: it begins where its own alignment allows,
    /// which [`layout_of_val`](crate::Layout::layout_of_val) tells of a value.
    Tail,
}

impl Offset {
    /// The number of bytes, if it is known of the type.
    #[must_use]
    pub const fn exact(self) -> Option<usize> {
        match self {
            Offset::Exact(bytes) => Some(bytes),
            Offset::ByValue | Offset::Tail => None,
        }
    }
}

impl Field {
    /// The name of its type, with modules and arguments: `alloc::vec::Vec<u8>`.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        (self.full_name)()
    }

    /// Where the next byte is, if it is known.
    pub(super) const fn end(&self) -> Option<usize> {
        match self.offset {
            Offset::Exact(bytes) => Some(bytes + self.size),
            Offset::ByValue | Offset::Tail => None,
        }
    }
}

/// One variant of an enum.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    /// Its name.
    pub name: &'static str,
    /// Its fields in order of declaration.
    pub fields: &'static [Field],
}

impl Variant {
    /// How many bytes its fields have together.
    #[must_use]
    pub const fn size(&self) -> usize {
        let (mut sum, mut rest) = (0, self.fields);
        while let [field, others @ ..] = rest {
            sum += field.size;
            rest = others;
        }
        sum
    }
}
