//! Every macro in this edition.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

extern crate tenure;

include!("../every_macro.rs");
