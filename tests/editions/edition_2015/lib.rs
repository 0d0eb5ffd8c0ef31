//! Every macro in this edition.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

extern crate tenure;

#[cfg(test)]
mod names;

use std::sync::Arc;

include!("../every_macro.rs");
