//! Every macro in this edition.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

use std::sync::Arc;

include!("../asynchronous.rs");
include!("../every_macro.rs");
