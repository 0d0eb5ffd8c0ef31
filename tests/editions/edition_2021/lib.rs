//! Every macro in this edition.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

use std::sync::Arc;

include!("../asynchronous.rs");
include!("../every_macro.rs");

/// A word that the next edition reserves.
#[derive(Debug, tenure::Layout)]
pub enum Dice {
    /// As a field.
    One {
        /// What it is thrown with.
        gen: u32,
    },
    /// None.
    Two,
}

/// As the last field.
#[derive(Debug, tenure::Layout)]
pub struct Cup {
    /// How often.
    pub count: u8,
    /// What it is thrown with.
    pub gen: u32,
}
