//! `#[tracked]`: how many values of a type are alive, and where they were made.

#[cfg(feature = "track")]
mod counts;
mod off;
mod weak_set;
