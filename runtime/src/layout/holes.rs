//! The bytes of a type that hold nothing.

use super::field::Field;
use super::type_layout::{Kind, TypeLayout};

/// Bytes between two fields that hold nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hole {
    /// Where it begins.
    pub offset: usize,
    /// In bytes.
    pub size: usize,
    /// The field in front of it; `None`: the tag of an enum.
    pub behind: Option<&'static str>,
}

impl TypeLayout {
    /// The holes between the fields. Of a union and an enum: what no field of any variant uses.
    ///
    /// There is none where [`is_exact`](Self::is_exact) says that offsets are not known.
    #[must_use]
    pub fn holes(&self) -> Vec<Hole> {
        if !self.is_exact() {
            return Vec::new();
        }
        let mut fields: Vec<_> =
            self.all_fields().filter_map(|field| Some((field.offset.exact()?, field))).collect();
        // Those without a size lie in front of the one that begins at the same place.
        fields.sort_by_key(|(offset, field)| (*offset, field.size));
        let (mut end, mut behind) = (self.tag(), None);
        let mut holes = Vec::new();
        for (offset, field) in fields {
            // What has no size ends no hole.
            if field.size == 0 {
                continue;
            }
            if offset > end {
                holes.push(Hole { offset: end, size: offset - end, behind });
            }
            if offset + field.size > end {
                (end, behind) = (offset + field.size, Some(field.name));
            }
        }
        holes
    }

    /// The bytes behind the last field, with which the next value in an array is aligned. 0 where
    /// [`is_exact`](Self::is_exact) says that offsets are not known.
    #[must_use]
    pub const fn end_padding(&self) -> usize {
        if !self.is_exact() {
            return 0;
        }
        let mut end = max_end(self.fields, self.tag());
        let mut rest = self.variants;
        while let [variant, others @ ..] = rest {
            end = max_end(variant.fields, end);
            rest = others;
        }
        self.size - end
    }

    /// The bytes in holes and behind the last field. 0 where [`is_exact`](Self::is_exact) says that
    /// offsets are not known.
    #[must_use]
    pub const fn waste(&self) -> usize {
        if !self.is_exact() {
            return 0;
        }
        let used = match self.kind {
            Kind::Struct | Kind::Tuple | Kind::Unit => {
                let (mut sum, mut rest) = (0, self.fields);
                while let [field, others @ ..] = rest {
                    sum += field.size;
                    rest = others;
                }
                sum
            }
            Kind::Enum { .. } | Kind::Union => self.covered(),
        };
        self.size - used
    }

    /// How many bytes are used by the tag or a field of any variant.
    const fn covered(&self) -> usize {
        let (mut covered, mut end) = (self.tag(), self.tag());
        // From each end on to the field that goes furthest; if there is none, to the next beginning.
        loop {
            let (mut furthest, mut next) = reach(self.fields, end, end, usize::MAX);
            let mut rest = self.variants;
            while let [variant, others @ ..] = rest {
                (furthest, next) = reach(variant.fields, end, furthest, next);
                rest = others;
            }
            if furthest > end {
                covered += furthest - end;
                end = furthest;
            } else if next < usize::MAX {
                end = next;
            } else {
                return covered;
            }
        }
    }

    const fn tag(&self) -> usize {
        match self.kind {
            Kind::Enum { tag: Some(tag) } => tag,
            _ => 0,
        }
    }
}

const fn max_end(fields: &[Field], mut end: usize) -> usize {
    let mut rest = fields;
    while let [field, others @ ..] = rest {
        if let Some(other) = field.end() {
            if other > end && field.size > 0 {
                end = other;
            }
        }
        rest = others;
    }
    end
}

/// The furthest end of those that begin at `end` or in front of it, and the nearest beginning behind.
const fn reach(
    fields: &[Field],
    end: usize,
    mut furthest: usize,
    mut next: usize,
) -> (usize, usize) {
    let mut rest = fields;
    while let [field, others @ ..] = rest {
        if let (Some(start), Some(other)) = (field.offset.exact(), field.end()) {
            if start <= end && other > furthest {
                furthest = other;
            }
            if start > end && start < next && field.size > 0 {
                next = start;
            }
        }
        rest = others;
    }
    (furthest, next)
}
