//! The layout of one value.

use std::fmt;

use super::field::Field;
use super::type_layout::TypeLayout;

/// The layout of one value, measured.
#[derive(Clone, Debug)]
pub struct ValueLayout {
    /// The name of its type, with modules and arguments.
    pub name: &'static str,
    /// The variant that an enum is in.
    pub variant: Option<&'static str>,
    /// In bytes.
    pub size: usize,
    /// In bytes.
    pub align: usize,
    /// Whether something runs when the value is dropped.
    pub needs_drop: bool,
    /// The fields that are there, in order of declaration.
    pub fields: Vec<FieldValue>,
}

/// One field of a value.
#[derive(Clone, Copy, Debug)]
pub struct FieldValue {
    /// Of a tuple `0`, `1` and so on.
    pub name: &'static str,
    /// Its type as it was written.
    pub ty: &'static str,
    /// From the beginning of the value, in bytes.
    pub offset: usize,
    /// In bytes.
    pub size: usize,
}

/// The size of any value, in bytes: of a future, a closure, a `dyn Trait`.
///
/// The size of a future is what `tokio::spawn` moves and what each caller that awaits it has in its
/// own; it is nowhere to be read in the source.
///
/// ```
/// async fn fetch(id: u32) -> u32 {
///     let buffer = [0_u8; 512];
///     std::future::ready(()).await;
///     id + u32::from(buffer[0])
/// }
///
/// let layout = tenure::layout_of_val(&fetch(1));
/// assert!((512..1_024).contains(&layout.size), "{layout}");
/// ```
#[must_use]
pub fn layout_of_val<T: ?Sized>(value: &T) -> ValueLayout {
    ValueLayout {
        name: std::any::type_name::<T>(),
        variant: None,
        size: size_of_val(value),
        align: align_of_val(value),
        needs_drop: std::mem::needs_drop::<T>(),
        fields: Vec::new(),
    }
}

impl ValueLayout {
    /// The value of a type whose offsets are known.
    pub(super) fn of_type(layout: &TypeLayout, size: usize, align: usize) -> Self {
        let fields = layout.fields.iter().filter_map(|field| {
            let offset = field.offset.exact()?;
            Some(FieldValue { name: field.name, ty: field.ty, offset, size: field.size })
        });
        ValueLayout {
            name: layout.type_name(),
            variant: None,
            size,
            align,
            needs_drop: layout.needs_drop,
            fields: fields.collect(),
        }
    }

    /// The value of a type of which each field has been seen.
    pub(super) fn of_fields(
        layout: &TypeLayout,
        variant: usize,
        size: usize,
        align: usize,
        offsets: impl Iterator<Item = (usize, usize)>,
    ) -> Self {
        let variant = layout.variants.get(variant);
        let declared: &[Field] = variant.map_or(layout.fields, |variant| variant.fields);
        let fields = declared.iter().zip(offsets).map(|(field, (offset, size))| FieldValue {
            name: field.name,
            ty: field.ty,
            offset,
            size,
        });
        ValueLayout {
            name: layout.type_name(),
            variant: variant.map(|variant| variant.name),
            size,
            align,
            needs_drop: layout.needs_drop,
            fields: fields.collect(),
        }
    }

    /// The field of that name; of a tuple they are `0`, `1` and so on.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&FieldValue> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl fmt::Display for ValueLayout {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ValueLayout { name, variant, size, align, .. } = self;
        let variant = variant.map(|variant| format!("::{variant}")).unwrap_or_default();
        write!(formatter, "{name}{variant}: size {size}, align {align}")?;
        for FieldValue { name, ty, offset, size } in &self.fields {
            write!(formatter, "\n{offset:>8}  {size:>6}  {name}: {ty}")?;
        }
        Ok(())
    }
}
