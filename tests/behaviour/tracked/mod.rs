//! `#[tracked]`: how many values of a type are alive, and where they were made.

#[cfg(feature = "track")]
mod counts;
#[cfg(feature = "track")]
mod finalizers;
#[cfg(feature = "track")]
mod instances;
mod off;
#[cfg(feature = "track")]
mod places;
mod weak_set;
