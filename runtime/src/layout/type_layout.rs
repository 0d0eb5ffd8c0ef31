//! The layout of one type.

use super::field::{Field, Variant};

/// The layout of a type, as the compiler of this program has decided it.
///
/// All of it is constant: `const SIZE: usize = Packet::LAYOUT.size;`.
#[derive(Clone, Copy, Debug)]
pub struct TypeLayout {
    /// As it was declared, without its module: `Packet`.
    pub name: &'static str,
    /// What was declared.
    pub kind: Kind,
    /// What stands in its `#[repr(..)]`, `Rust` if there is none.
    pub repr: &'static str,
    /// In bytes; 0 of a type without a size of its own.
    pub size: usize,
    /// In bytes; 1 of a type without a size of its own.
    pub align: usize,
    /// Whether all values have one size; they have not when the last field is a slice, a `str` or
    /// a `dyn Trait`.
    pub is_sized: bool,
    /// Whether something runs when a value is dropped.
    pub needs_drop: bool,
    /// Whether an `Option` of it is no larger than itself.
    pub niche: bool,
    /// The fields of a struct or a union in order of declaration; of an enum see `variants`.
    pub fields: &'static [Field],
    /// The variants of an enum in order of declaration.
    pub variants: &'static [Variant],
    #[doc(hidden)]
    pub full_name: fn() -> &'static str,
}

/// What was declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `struct S { a: A }`
    Struct,
    /// `struct S(A);`
    Tuple,
    /// `struct S;`
    Unit,
    /// `enum E { .. }`
    Enum {
        /// How many bytes tell the variants apart. Known with `repr(C)` and `repr(u8)` and its
        /// like; else it is for the compiler to decide, and it may need none.
        tag: Option<usize>,
    },
    /// `union U { .. }`
    Union,
}

impl Kind {
    /// The keyword of the declaration.
    #[must_use]
    pub const fn keyword(self) -> &'static str {
        match self {
            Kind::Struct | Kind::Tuple | Kind::Unit => "struct",
            Kind::Enum { .. } => "enum",
            Kind::Union => "union",
        }
    }
}

impl TypeLayout {
    /// The name with its modules and arguments: `app::Pair<u8>`.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        (self.full_name)()
    }

    /// The field of that name; of a tuple they are `0`, `1` and so on.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The variant of that name.
    #[must_use]
    pub fn variant(&self, name: &str) -> Option<&'static Variant> {
        self.variants.iter().find(|variant| variant.name == name)
    }

    /// How many cache lines of so many bytes a value takes that begins with one: of 64 bytes on
    /// x86-64, of 128 on Apple's aarch64.
    ///
    /// # Panics
    ///
    /// When `line` is 0.
    #[must_use]
    pub const fn cache_lines(&self, line: usize) -> usize {
        self.size.div_ceil(line)
    }

    /// Whether all offsets are known: not those of an enum without `repr(C)` or `repr(u8)`, nor
    /// that of a tail without a size.
    #[must_use]
    pub const fn is_exact(&self) -> bool {
        if !(self.is_sized && all_exact(self.fields)) {
            return false;
        }
        // What no field uses may be the tag.
        if matches!(self.kind, Kind::Enum { tag: None }) && self.size > 0 {
            return false;
        }
        let mut rest = self.variants;
        while let [variant, others @ ..] = rest {
            if !all_exact(variant.fields) {
                return false;
            }
            rest = others;
        }
        true
    }

    /// Whether the language says in which order the fields lie.
    #[must_use]
    pub fn has_fixed_order(&self) -> bool {
        let words = self.repr.split(", ");
        let decides = |word: &str| {
            // Of a struct there is nothing but `C`; `u8` and its like are those of an enum.
            let is_other =
                word == "Rust" || word.starts_with("align") || word.starts_with("packed");
            !is_other
        };
        words.into_iter().any(decides)
    }

    /// All fields, of an enum those of its variants one after the other.
    pub(super) fn all_fields(&self) -> impl Iterator<Item = &'static Field> {
        self.fields.iter().chain(self.variants.iter().flat_map(|variant| variant.fields))
    }
}

const fn all_exact(fields: &[Field]) -> bool {
    let mut rest = fields;
    while let [field, others @ ..] = rest {
        if field.offset.exact().is_none() {
            return false;
        }
        rest = others;
    }
    true
}
