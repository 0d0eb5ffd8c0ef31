//! A layout as a table, in the manner of pahole.

use std::fmt::{self, Write as _};

use super::field::{Field, Offset};
use super::type_layout::{Kind, TypeLayout};

/// That of x86-64 and of most others; [`TypeLayout::cache_lines`] takes any.
const CACHE_LINE: usize = 64;

const ANY_ORDER: &str = "note: `repr(Rust)` promises no order; another compiler may choose another";
const BY_VALUE: &str = "note: where these fields begin is not available on stable; `layout_of_val` tells it of a value";
const TAIL: &str =
    "note: offset of unsized tail not available; `layout_of_val` tells it of a value";

impl TypeLayout {
    /// The fields in the order of their offsets, with the holes between them, in the manner of
    /// pahole: a line marks where a cache line of 64 bytes begins.
    ///
    /// ```
    /// #[derive(tenure::Layout)]
    /// #[repr(C)]
    /// struct Packet {
    ///     kind: u8,
    ///     length: u32,
    /// }
    ///
    /// use tenure::Layout as _;
    /// let table = Packet::LAYOUT.table();
    /// assert!(table.contains("     1     3         hole"), "{table}");
    /// ```
    #[must_use]
    pub fn table(&self) -> String {
        let mut table = Table { text: String::new(), line: CACHE_LINE };
        table.head(self);
        table.body(self);
        table.foot(self);
        table.text.truncate(table.text.trim_end().len());
        table.text
    }
}

impl fmt::Display for TypeLayout {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.table())
    }
}

struct Table {
    text: String,
    /// Where the next cache line begins.
    line: usize,
}

impl Table {
    fn line(&mut self, line: fmt::Arguments<'_>) {
        // To a `String` nothing fails.
        let _always = writeln!(self.text, "{line}");
    }

    fn head(&mut self, layout: &TypeLayout) {
        let TypeLayout { size, align, repr, .. } = layout;
        let (keyword, name) = (layout.kind.keyword(), layout.type_name());
        let niche = if layout.niche { ", niche" } else { "" };
        let drop = if layout.needs_drop { ", needs drop" } else { "" };
        let size =
            if layout.is_sized { format!("size {size}, align {align}") } else { "unsized".into() };
        self.line(format_args!("{keyword} {name}: repr({repr}), {size}{niche}{drop}"));
        self.line(format_args!("offset  size  align  field"));
    }

    fn body(&mut self, layout: &TypeLayout) {
        let Kind::Enum { tag } = layout.kind else {
            self.fields(layout, layout.fields, 0, "padding at the end");
            return;
        };
        if let Some(tag) = tag {
            self.line(format_args!("{:>6}{tag:>6}         tag", 0));
        }
        for variant in layout.variants {
            self.line(format_args!("       {} {{", variant.name));
            self.line = CACHE_LINE;
            self.fields(layout, variant.fields, tag.unwrap_or_default(), "not used");
            self.line(format_args!("       }}"));
        }
    }

    fn fields(&mut self, layout: &TypeLayout, fields: &[Field], start: usize, rest: &str) {
        let mut sorted: Vec<&Field> = fields.iter().collect();
        // The sort is stable: what has no place stays behind, as it was declared.
        sorted.sort_by_key(|field| match field.offset {
            Offset::Exact(offset) => (0, offset, field.size),
            Offset::ByValue | Offset::Tail => (1, 0, 0),
        });
        let mut end = start;
        for field in &sorted {
            if let Offset::Exact(offset) = field.offset {
                // What has no size ends no hole.
                if offset > end && field.size > 0 {
                    self.gap(end, offset - end, "hole");
                }
                if field.size > 0 {
                    end = end.max(offset + field.size);
                }
            }
            self.field(field);
        }
        let is_known = layout.is_sized && sorted.iter().all(|field| field.offset.exact().is_some());
        let is_tag = matches!(layout.kind, Kind::Enum { tag: None });
        if is_known && !is_tag && layout.size > end {
            self.gap(end, layout.size - end, rest);
        }
    }

    fn gap(&mut self, offset: usize, size: usize, what: &str) {
        self.cache_line(offset);
        self.line(format_args!("{offset:>6}{size:>6}         {what}"));
    }

    fn field(&mut self, field: &Field) {
        let Field { name, size, align, offset, .. } = *field;
        let ty = described(field);
        let niche = if field.niche { ", niche" } else { "" };
        match offset {
            Offset::Exact(offset) => {
                self.cache_line(offset);
                let across = if size > 0 && offset + size > self.line {
                    format!(", crosses byte {}", self.line)
                } else {
                    String::new()
                };
                self.line(format_args!(
                    "{offset:>6}{size:>6}{align:>7}  {name}: {ty}{niche}{across}"
                ));
            }
            Offset::ByValue => {
                self.line(format_args!("{:>6}{size:>6}{align:>7}  {name}: {ty}{niche}", "?"));
            }
            Offset::Tail => self.line(format_args!("{:>6}{:>6}{:>7}  {name}: {ty}", "?", "?", "?")),
        }
    }

    /// Marks the last cache line that begins up to `offset`.
    fn cache_line(&mut self, offset: usize) {
        if offset >= self.line {
            let number = offset / CACHE_LINE;
            let (begin, ago) = (number * CACHE_LINE, offset % CACHE_LINE);
            let ago = match ago {
                0 => String::new(),
                1 => ", 1 byte ago".to_owned(),
                _ => format!(", {ago} bytes ago"),
            };
            self.line(format_args!("------ cache line {number} begins at {begin}{ago}"));
            self.line = begin + CACHE_LINE;
        }
    }

    fn foot(&mut self, layout: &TypeLayout) {
        let lines = layout.cache_lines(CACHE_LINE);
        let lines =
            if lines == 1 { "1 cache line".to_owned() } else { format!("{lines} cache lines") };
        if layout.is_exact() {
            let (end, waste) = (layout.end_padding(), layout.waste());
            let (used, holes) = (layout.size - waste, waste - end);
            self.line(format_args!(
                "{used} bytes used, {holes} in holes, {end} at the end; {lines} of {CACHE_LINE} \
                 bytes"
            ));
        } else if layout.is_sized {
            self.line(format_args!("{lines} of {CACHE_LINE} bytes"));
        }
        let order = layout.suggested_order();
        if order.saved > 0 && layout.has_fixed_order() {
            self.line(format_args!("in the order {order}"));
        }
        for (unknown, note) in [(Offset::ByValue, BY_VALUE), (Offset::Tail, TAIL)] {
            if layout.all_fields().any(|field| field.offset == unknown) {
                self.line(format_args!("{note}"));
            }
        }
        let orders = |fields: &[Field]| fields.len() > 1;
        if orders(layout.fields) && !layout.has_fixed_order() {
            self.line(format_args!("{ANY_ORDER}"));
        }
    }
}

/// The type as it was written, and what that stands for, if it is not the same.
fn described(field: &Field) -> String {
    let (written, actual) = (field.ty, without_lifetimes(&short(field.type_name())));
    let plain = |text: &str| short(&without_lifetimes(text)).replace(' ', "");
    if plain(written) == plain(&actual) {
        written.to_owned()
    } else {
        format!("{written} = {actual}")
    }
}

/// Without the modules of each name: `Option<Box<u8>>`.
pub(super) fn short(name: &str) -> String {
    let mut text = String::new();
    let mut rest = name;
    while let Some(next) = rest.chars().next() {
        if rest.starts_with("::")
            && text.ends_with(|last: char| last.is_alphanumeric() || last == '_')
        {
            let kept =
                text.trim_end_matches(|last: char| last.is_alphanumeric() || last == '_').len();
            text.truncate(kept);
            rest = &rest[2..];
        } else {
            text.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    text
}

fn without_lifetimes(text: &str) -> String {
    let mut parts = text.split('\'');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let name = part.find(|next: char| !(next.is_alphanumeric() || next == '_'));
        let behind = &part[name.unwrap_or(part.len())..];
        plain.push_str(behind.strip_prefix(", ").unwrap_or(behind));
    }
    plain.replace("<>", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shown_without_their_modules() {
        assert_eq!(short("core::option::Option<alloc::boxed::Box<u8>>"), "Option<Box<u8>>");
        assert_eq!(short("(a::B, &[c::D; 4], fn(e::F) -> g::H)"), "(B, &[D; 4], fn(F) -> H)");
        assert_eq!(short("<I as a::Iterator>::Item"), "<I as Iterator>::Item");
        assert_eq!(short("größe::Länge"), "Länge");
    }

    #[test]
    fn lifetimes_are_no_difference() {
        assert_eq!(without_lifetimes("&'a str"), "& str");
        assert_eq!(without_lifetimes("Cow<'static, [u8]>"), "Cow<[u8]>");
        assert_eq!(without_lifetimes("Ref<'_>"), "Ref");
    }
}
