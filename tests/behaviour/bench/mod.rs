//! `measure` and `compare!`.

mod comparisons;
#[cfg(feature = "instrument")]
mod memory;
mod texts;
