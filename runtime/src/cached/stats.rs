//! What a cache has done so far.

use std::fmt;

/// What a cache has done so far, and what it holds.
///
/// ```
/// use tenure::Cache;
///
/// let squares = Cache::new(2);
/// for number in [1, 2, 2, 3] {
///     squares.get_or_insert_with(number, || number * number);
/// }
///
/// let stats = squares.stats();
/// assert_eq!((stats.hits, stats.misses), (1, 3));
/// assert_eq!((stats.len, stats.evicted), (2, 1));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CacheStats {
    /// How many values can be found now, as [`Cache::len`](crate::Cache::len).
    pub len: usize,
    /// How many of them the cache keeps alive itself: never more than its `max`.
    pub kept: usize,
    /// How many of them are there only because somebody else has them.
    pub lent: usize,
    /// How often a value was found; of several threads that use a value in the moment in which it is
    /// lent or kept again, a hit may not be counted.
    pub hits: u64,
    /// How often one had to be made, or was looked for in vain.
    pub misses: u64,
    /// How many values made room for others: the least recently used ones, which nobody had.
    pub evicted: u64,
    /// How many lent values went when the last one who had them let go.
    pub dead: u64,
    /// How many values were found to be older than the `ttl`.
    pub expired: u64,
}

impl CacheStats {
    /// Which part of the questions was answered without making a value, from 0 to 1; 0 before the
    /// first one.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // a ratio
    pub fn hit_rate(&self) -> f64 {
        match self.hits + self.misses {
            0 => 0.0,
            asked => self.hits as f64 / asked as f64,
        }
    }
}

impl fmt::Display for CacheStats {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CacheStats { len, kept, lent, hits, misses, evicted, dead, expired } = self;
        write!(
            formatter,
            "{len} values ({kept} kept, {lent} lent), {hits} hits, {misses} misses, {evicted} \
             evicted, {dead} dead, {expired} expired"
        )
    }
}
