//! A layout for other programs.

use super::field::Field;
use super::holes::Hole;
use super::type_layout::{Kind, TypeLayout};
use crate::report::json_text::{list, object, or_null, quoted};

/// Goes up when a key changes its meaning or goes away; a new key is no new version.
const SCHEMA: u32 = 1;

impl TypeLayout {
    /// The layout as JSON, one object on one line. Needs the feature `json`.
    ///
    /// | key | value |
    /// |---|---|
    /// | `tenure`, `schema` | `"layout"` and 1; the number goes up when a key changes its meaning or goes away |
    /// | `name`, `type` | without and with its modules |
    /// | `kind`, `repr`, `tag` | `struct`, `enum` or `union`; what stands in `#[repr(..)]`; the bytes of the tag, or `null` |
    /// | `size`, `align`, `sized`, `needs_drop`, `niche` | as in [`TypeLayout`] |
    /// | `waste`, `end_padding`, `holes` | `null` where offsets are not known; a hole has `offset`, `size` and `behind` |
    /// | `fields` | `name`, `type`, `offset` (or `null`), `size`, `align`, `niche` |
    /// | `variants` | `name`, `fields` |
    ///
    /// Sizes and offsets are bytes.
    ///
    /// ```
    /// use tenure::Layout;
    ///
    /// #[derive(Layout)]
    /// struct Id(u32);
    ///
    /// assert!(Id::LAYOUT.to_json().starts_with(r#"{"tenure":"layout","schema":1,"name":"Id","#));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let tag = match self.kind {
            Kind::Enum { tag } => tag,
            _ => None,
        };
        let exact = self.is_exact().then_some(());
        let variants = self.variants.iter().map(|variant| {
            let fields = list(variant.fields.iter().map(field));
            object([("name", quoted(variant.name)), ("fields", fields)])
        });
        let pairs = [
            ("tenure", quoted("layout")),
            ("schema", SCHEMA.to_string()),
            ("name", quoted(self.name)),
            ("type", quoted(self.type_name())),
            ("kind", quoted(self.kind.keyword())),
            ("repr", quoted(self.repr)),
            ("tag", or_null(tag)),
            ("size", self.size.to_string()),
            ("align", self.align.to_string()),
            ("sized", self.is_sized.to_string()),
            ("needs_drop", self.needs_drop.to_string()),
            ("niche", self.niche.to_string()),
            ("waste", or_null(exact.map(|()| self.waste()))),
            ("end_padding", or_null(exact.map(|()| self.end_padding()))),
            ("holes", or_null(exact.map(|()| list(self.holes().iter().map(hole))))),
            ("fields", list(self.fields.iter().map(field))),
            ("variants", list(variants)),
        ];
        format!("{}\n", object(pairs))
    }
}

fn hole(hole: &Hole) -> String {
    let Hole { offset, size, behind } = hole;
    object([
        ("offset", offset.to_string()),
        ("size", size.to_string()),
        ("behind", or_null(behind.map(quoted))),
    ])
}

fn field(field: &Field) -> String {
    let Field { name, ty: _, offset, size, align, niche, full_name: _ } = field;
    object([
        ("name", quoted(name)),
        ("type", quoted(field.type_name())),
        ("offset", or_null(offset.exact())),
        ("size", size.to_string()),
        ("align", align.to_string()),
        ("niche", niche.to_string()),
    ])
}
