//! By what the rows of a table are sorted.

use std::cmp::Ordering;

use super::functions::{Function, Memory};

/// What the rows of a table are sorted by, the largest first; names as in a dictionary.
///
/// ```
/// eprintln!("{}", tenure::report().table().sort(tenure::Sort::Peak));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Sort {
    /// [`Function::self_time`].
    #[default]
    SelfTime,
    /// [`Function::total_time`].
    TotalTime,
    /// [`Function::calls`].
    Calls,
    /// [`Function::p50`].
    P50,
    /// [`Function::p95`].
    P95,
    /// [`Function::p99`].
    P99,
    /// [`Memory::self_allocs`].
    Allocs,
    /// [`Memory::self_bytes`].
    Bytes,
    /// [`Memory::peak_bytes`].
    Peak,
    /// [`Memory::retained_bytes`].
    Retained,
    /// [`Function::name`].
    Name,
}

impl Sort {
    /// As `TENURE_REPORT=table:sort=..` names them.
    pub(super) const NAMES: [(&'static str, Sort); 11] = [
        ("self", Sort::SelfTime),
        ("total", Sort::TotalTime),
        ("calls", Sort::Calls),
        ("p50", Sort::P50),
        ("p95", Sort::P95),
        ("p99", Sort::P99),
        ("allocs", Sort::Allocs),
        ("bytes", Sort::Bytes),
        ("peak", Sort::Peak),
        ("retained", Sort::Retained),
        ("name", Sort::Name),
    ];

    /// The order of two rows; of equal ones the name decides, and of two of a name the place.
    pub(crate) fn compare(self, a: &Function, b: &Function) -> Ordering {
        fn memory<T: Ord>(a: &Function, b: &Function, of: fn(&Memory) -> T) -> Ordering {
            b.memory.as_ref().map(of).cmp(&a.memory.as_ref().map(of))
        }
        let by_value = match self {
            Sort::SelfTime => b.self_time.cmp(&a.self_time),
            Sort::TotalTime => b.total_time.cmp(&a.total_time),
            Sort::Calls => b.calls.cmp(&a.calls),
            Sort::P50 => b.p50.cmp(&a.p50),
            Sort::P95 => b.p95.cmp(&a.p95),
            Sort::P99 => b.p99.cmp(&a.p99),
            Sort::Allocs => memory(a, b, |memory| memory.self_allocs),
            Sort::Bytes => memory(a, b, |memory| memory.self_bytes),
            Sort::Peak => memory(a, b, |memory| memory.peak_bytes),
            Sort::Retained => memory(a, b, |memory| memory.retained_bytes),
            Sort::Name => Ordering::Equal,
        };
        let place = |row: &Function| (row.file, row.line);
        by_value.then_with(|| a.name.cmp(b.name)).then_with(|| place(a).cmp(&place(b)))
    }
}
