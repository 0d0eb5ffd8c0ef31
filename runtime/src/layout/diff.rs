//! What two layouts have and have not in common.

use std::fmt;

use super::field::{Field, Offset};
use super::type_layout::TypeLayout;

/// The differences between two layouts, as [`TypeLayout::diff`] finds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutDiff {
    /// The names of the two types.
    pub names: [&'static str; 2],
    /// Before and after, in bytes.
    pub size: [usize; 2],
    /// Before and after, in bytes.
    pub align: [usize; 2],
    /// Before and after, in bytes.
    pub waste: [usize; 2],
    /// One entry for each field that differs, those that are gone at the end.
    pub changes: Vec<LayoutChange>,
}

/// What became of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LayoutChange {
    /// It is only in the second one.
    Added {
        /// With its variant: `Open.port`.
        field: String,
        /// In bytes.
        size: usize,
    },
    /// It is only in the first one.
    Removed {
        /// With its variant: `Open.port`.
        field: String,
        /// In bytes.
        size: usize,
    },
    /// It begins elsewhere, or has another size or type.
    Changed {
        /// With its variant: `Open.port`.
        field: String,
        /// Before and after.
        offset: [Offset; 2],
        /// Before and after, in bytes.
        size: [usize; 2],
        /// Before and after, as they were written.
        ty: [&'static str; 2],
    },
}

impl TypeLayout {
    /// What is different in `other`: the sizes of the two, and each field that moved, grew, came or
    /// went. Fields are told by their names.
    ///
    /// ```
    /// use tenure::Layout;
    ///
    /// #[derive(Layout)]
    /// #[repr(C)]
    /// struct Old { a: u8, b: u32 }
    ///
    /// #[derive(Layout)]
    /// #[repr(C)]
    /// struct New { b: u32, a: u8 }
    ///
    /// let diff = Old::LAYOUT.diff(New::LAYOUT);
    /// assert_eq!((diff.size, diff.changes.len()), ([8, 8], 2));
    /// assert!(Old::LAYOUT.diff(Old::LAYOUT).is_empty());
    /// ```
    #[must_use]
    pub fn diff(&self, other: &TypeLayout) -> LayoutDiff {
        let (before, after) = (self.named_fields(), other.named_fields());
        let find = |fields: &[(String, &'static Field)], name: &str| {
            fields.iter().find(|(other, _)| other == name).map(|(_, field)| *field)
        };
        let mut changes = Vec::new();
        for (name, new) in &after {
            let field = name.clone();
            match find(&before, name) {
                None => changes.push(LayoutChange::Added { field, size: new.size }),
                Some(old) if is_same(old, new) => {}
                Some(old) => changes.push(LayoutChange::Changed {
                    field,
                    offset: [old.offset, new.offset],
                    size: [old.size, new.size],
                    ty: [old.ty, new.ty],
                }),
            }
        }
        for (name, old) in &before {
            if find(&after, name).is_none() {
                changes.push(LayoutChange::Removed { field: name.clone(), size: old.size });
            }
        }
        LayoutDiff {
            names: [self.type_name(), other.type_name()],
            size: [self.size, other.size],
            align: [self.align, other.align],
            waste: [self.waste(), other.waste()],
            changes,
        }
    }

    fn named_fields(&self) -> Vec<(String, &'static Field)> {
        let own = self.fields.iter().map(|field| (field.name.to_owned(), field));
        let of_variants = self.variants.iter().flat_map(|variant| {
            let of =
                move |field: &'static Field| (format!("{}.{}", variant.name, field.name), field);
            variant.fields.iter().map(of)
        });
        own.chain(of_variants).collect()
    }
}

fn is_same(old: &Field, new: &Field) -> bool {
    old.offset == new.offset && old.size == new.size && old.type_name() == new.type_name()
}

impl LayoutDiff {
    /// Whether the two are alike in all that is compared.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let LayoutDiff { names: _, size, align, waste, changes } = self;
        let same = |[old, new]: &[usize; 2]| old == new;
        same(size) && same(align) && same(waste) && changes.is_empty()
    }
}

impl fmt::Display for LayoutDiff {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let LayoutDiff { names: [old, new], size, align, waste, changes } = self;
        let pair = |[old, new]: &[usize; 2]| {
            if old == new { old.to_string() } else { format!("{old} -> {new}") }
        };
        write!(
            formatter,
            "{old} -> {new}: size {}, align {}, waste {}",
            pair(size),
            pair(align),
            pair(waste)
        )?;
        changes.iter().try_for_each(|change| write!(formatter, "\n{change}"))
    }
}

impl fmt::Display for LayoutChange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LayoutChange::Added { field, size } => write!(formatter, "+ {field}: {size} bytes"),
            LayoutChange::Removed { field, size } => write!(formatter, "- {field}: {size} bytes"),
            LayoutChange::Changed { field, offset, size, ty } => {
                write!(formatter, "  {field}:")?;
                let mut separator = " ";
                if offset[0] != offset[1] {
                    let [old, new] = offset.map(offset_text);
                    write!(formatter, "{separator}offset {old} -> {new}")?;
                    separator = ", ";
                }
                if size[0] != size[1] {
                    write!(formatter, "{separator}size {} -> {}", size[0], size[1])?;
                    separator = ", ";
                }
                if ty[0] != ty[1] {
                    write!(formatter, "{separator}{} -> {}", ty[0], ty[1])?;
                }
                Ok(())
            }
        }
    }
}

fn offset_text(offset: Offset) -> String {
    offset.exact().map_or_else(|| "?".to_owned(), |bytes| bytes.to_string())
}
