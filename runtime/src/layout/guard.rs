//! What a layout has to keep to, checked while the program is built.

use super::field::Field;
use super::type_layout::{Kind, TypeLayout};
use crate::message::Message;

/// What has to hold.
#[derive(Clone, Copy, Debug)]
pub enum Guard {
    /// Its size in bytes.
    Size(Limit),
    /// Its alignment in bytes.
    Align(Limit),
    /// The bytes that no field uses.
    Waste(Limit),
    /// There are none between fields.
    NoHoles,
    /// An `Option` of it is no larger.
    Niche,
    /// How many times as large as the next the largest variant may be.
    VariantRatio(usize),
}

/// What a number has to be.
#[derive(Clone, Copy, Debug)]
pub enum Limit {
    /// `==`
    Exactly(usize),
    /// `<=`
    AtMost(usize),
    /// `<`
    LessThan(usize),
    /// `>=`
    AtLeast(usize),
    /// `>`
    MoreThan(usize),
}

impl Limit {
    const fn keeps(self, got: usize) -> bool {
        match self {
            Limit::Exactly(count) => got == count,
            Limit::AtMost(count) => got <= count,
            Limit::LessThan(count) => got < count,
            Limit::AtLeast(count) => got >= count,
            Limit::MoreThan(count) => got > count,
        }
    }

    const fn words(self) -> (&'static str, usize) {
        match self {
            Limit::Exactly(count) => ("", count),
            Limit::AtMost(count) => ("at most ", count),
            Limit::LessThan(count) => ("less than ", count),
            Limit::AtLeast(count) => ("at least ", count),
            Limit::MoreThan(count) => ("more than ", count),
        }
    }
}

impl TypeLayout {
    /// Fails the build, or panics, when `guard` does not hold.
    #[doc(hidden)]
    #[track_caller]
    pub const fn keep(&self, guard: Guard) {
        let message = match guard {
            _ if !self.is_sized => self.without_size(),
            Guard::Size(limit) if limit.keeps(self.size) => return,
            Guard::Size(limit) => self.number("size", limit, self.size).with_fields(self),
            Guard::Align(limit) if limit.keeps(self.align) => return,
            Guard::Align(limit) => self.number("alignment", limit, self.align),
            Guard::NoHoles | Guard::Waste(_) if !self.is_exact() => self.unknown(),
            Guard::Waste(limit) if limit.keeps(self.waste()) => return,
            Guard::Waste(limit) => self.number("waste", limit, self.waste()).with_fields(self),
            Guard::NoHoles if self.waste() == self.end_padding() => return,
            Guard::NoHoles => self.some_holes().with_fields(self),
            Guard::Niche if self.niche => return,
            Guard::Niche => self.without_niche(),
            Guard::VariantRatio(ratio) => match self.out_of_proportion(ratio) {
                None => return,
                Some([largest, next]) => self.ratio(ratio, largest, next),
            },
        };
        panic!("{}", message.text())
    }

    const fn number(&self, what: &str, limit: Limit, got: usize) -> Message {
        let (words, count) = limit.words();
        let mut message = Message::new();
        message.push(what);
        message.push(" of `");
        message.push_code(self.name);
        message.push("`: expected ");
        message.push(words);
        message.push_bytes(count);
        message.push(", got ");
        message.push_number(got);
        message
    }

    const fn some_holes(&self) -> Message {
        let mut message = Message::new();
        message.push("holes in `");
        message.push_code(self.name);
        message.push("`: expected none, got ");
        message.push_bytes(self.waste() - self.end_padding());
        message
    }

    const fn without_niche(&self) -> Message {
        let mut message =
            Message::filled("niche of `{}`: expected `Option<{}>` to take ", &[self.name; 2]);
        message.push_bytes(self.size);
        message.push(", got more; no value of it is left for `None`");
        message
    }

    const fn without_size(&self) -> Message {
        Message::filled(
            "size of `{}`: expected one to look at, got a type without a size of its own",
            &[self.name],
        )
    }

    const fn unknown(&self) -> Message {
        Message::filled(
            "holes of `{}`: expected to know them, got offsets that stable Rust does not tell; give an \
             enum `#[repr(C)]` or `#[repr(u8)]`",
            &[self.name],
        )
    }

    const fn ratio(&self, ratio: usize, largest: Size, next: Size) -> Message {
        let mut message =
            Message::filled("variants of `{}`: expected the largest to be at most ", &[self.name]);
        message.push_number(ratio);
        message.push(" times as large as the next, got `");
        message.push(largest.name);
        message.push("` of ");
        message.push_bytes(largest.bytes);
        message.push(" and `");
        message.push(next.name);
        message.push("` of ");
        message.push_number(next.bytes);
        message.push("; put what is large into a `Box`");
        message
    }

    /// The two largest variants, if the first is out of proportion.
    const fn out_of_proportion(&self, ratio: usize) -> Option<[Size; 2]> {
        let [first, others @ ..] = self.variants else { return None };
        let (mut largest, mut next, mut rest) = (Size::of(first.name, first.size()), None, others);
        while let [variant, others @ ..] = rest {
            let size = Size::of(variant.name, variant.size());
            next = match next {
                _ if size.bytes > largest.bytes => Some(std::mem::replace(&mut largest, size)),
                Some(Size { bytes, .. }) if bytes >= size.bytes => next,
                _ => Some(size),
            };
            rest = others;
        }
        match next {
            Some(next) if largest.bytes > next.bytes.saturating_mul(ratio) => Some([largest, next]),
            _ => None,
        }
    }
}

/// How many bytes the fields of a variant take.
#[derive(Clone, Copy)]
struct Size {
    name: &'static str,
    bytes: usize,
}

impl Size {
    const fn of(name: &'static str, bytes: usize) -> Self {
        Size { name, bytes }
    }
}

impl Message {
    /// Where the bytes are, since what does not compile cannot print it.
    const fn with_fields(mut self, layout: &TypeLayout) -> Self {
        if !matches!(layout.kind, Kind::Struct | Kind::Tuple) || !layout.is_exact() {
            return self;
        }
        let (mut end, mut separator) = (0, "; ");
        while let Some((offset, field)) = next_field(layout.fields, end) {
            if offset > end {
                self.push(separator);
                self.push_number(offset - end);
                self.push(" unused");
                separator = ", ";
            }
            self.push(separator);
            self.push("`");
            self.push(field.name);
            self.push("` ");
            self.push_number(field.size);
            (end, separator) = (offset + field.size, ", ");
        }
        if layout.size > end {
            self.push(separator);
            self.push_number(layout.size - end);
            self.push(" unused");
        }
        self
    }

    const fn push_bytes(&mut self, count: usize) {
        self.push_number(count);
        self.push(if count == 1 { " byte" } else { " bytes" });
    }
}

/// The field that begins at `end` or next behind it.
const fn next_field(fields: &[Field], end: usize) -> Option<(usize, &Field)> {
    let (mut nearest, mut rest) = (None, fields);
    while let [field, others @ ..] = rest {
        if let (Some(offset), true) = (field.offset.exact(), field.size > 0) {
            nearest = match nearest {
                Some((other, _)) if other <= offset => nearest,
                _ if offset < end => nearest,
                _ => Some((offset, field)),
            };
        }
        rest = others;
    }
    nearest
}
