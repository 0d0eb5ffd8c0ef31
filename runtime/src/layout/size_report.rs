//! Types in the order of their sizes.

use std::fmt::{self, Write as _};

use super::table::short;
use super::type_layout::TypeLayout;

/// Lists any types, the largest first: `tenure::size_report![u8, Vec<u8>].to_string()`.
///
/// Those that derive [`Layout`](derive@crate::Layout) also tell how many bytes they waste; of others
/// that is not known (`n/a`).
///
/// ```
/// let report = tenure::size_report![u8, Vec<u8>, [u64; 4]];
/// assert_eq!(report.rows[0].size, 32);
/// assert!(report.rows.is_sorted_by_key(|row| std::cmp::Reverse(row.size)));
/// ```
#[macro_export]
macro_rules! size_report {
    ($($ty:ty),* $(,)?) => {{
        #[allow(unused_imports)]
        use $crate::__private::IsNot as _;
        $crate::layout::SizeReport::of([$(
            $crate::__private::size_row::<$ty>(<$crate::__private::Is<$ty>>::DERIVED)
        ),*])
    }};
    // From here on one of them is no type.
    (@wrong $ty:ty, $($rest:tt)+) => { $crate::size_report!(@wrong $($rest)+) };
    (@wrong $wrong:tt $($rest:tt)*) => {
        $crate::__private::located!([$wrong] $crate::__private::compile_error!(
            "`size_report!` takes types with commas between them; write `size_report![u8, Vec<u8>]`"
        ))
    };
    ($($types:tt)+) => { $crate::size_report!(@wrong $($types)+) };
}

/// What [`size_report!`](crate::size_report) gives; `Display` draws the table.
#[derive(Clone, Debug)]
pub struct SizeReport {
    /// The largest first; of one size in the order in which they were named.
    pub rows: Vec<SizeRow>,
}

/// One type.
#[derive(Clone, Copy, Debug)]
pub struct SizeRow {
    /// With modules and arguments.
    pub name: &'static str,
    /// In bytes.
    pub size: usize,
    /// In bytes.
    pub align: usize,
    /// Whether an `Option` of it is no larger.
    pub niche: bool,
    /// The bytes that no field uses; `None`: nobody knows.
    pub waste: Option<usize>,
}

/// One type, and its layout if it has one.
#[must_use]
pub const fn size_row<T>(layout: Option<&'static TypeLayout>) -> SizeRowOf {
    SizeRowOf {
        name: std::any::type_name::<T>,
        size: size_of::<T>(),
        align: align_of::<T>(),
        niche: size_of::<Option<T>>() == size_of::<T>(),
        layout,
    }
}

/// What is known of a type before the report is made.
#[derive(Clone, Copy, Debug)]
pub struct SizeRowOf {
    name: fn() -> &'static str,
    size: usize,
    align: usize,
    niche: bool,
    layout: Option<&'static TypeLayout>,
}

impl SizeReport {
    #[doc(hidden)]
    #[must_use]
    pub fn of<const COUNT: usize>(types: [SizeRowOf; COUNT]) -> Self {
        let row = |SizeRowOf { name, size, align, niche, layout }| SizeRow {
            name: name(),
            size,
            align,
            niche,
            waste: layout.filter(|layout| layout.is_exact()).map(TypeLayout::waste),
        };
        let mut rows = types.map(row).to_vec();
        rows.sort_by_key(|row| std::cmp::Reverse(row.size));
        SizeReport { rows }
    }
}

impl fmt::Display for SizeReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("  size  align  waste  niche  type")?;
        for SizeRow { name, size, align, niche, waste } in &self.rows {
            let waste = waste.map_or_else(|| "n/a".to_owned(), |waste| waste.to_string());
            let niche = if *niche { "yes" } else { "no" };
            write!(formatter, "\n{size:>6}{align:>7}{waste:>7}{niche:>7}  {}", short(name))?;
        }
        formatter.write_char('\n')
    }
}
