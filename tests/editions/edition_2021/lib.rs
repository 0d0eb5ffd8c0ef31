//! Every macro in this edition.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

include!("../asynchronous.rs");
include!("../every_macro.rs");
