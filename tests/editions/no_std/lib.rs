//! Every macro in a crate without std, for a program that has it.

#![no_std]
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

extern crate alloc;
#[cfg(test)]
extern crate std;

use alloc::sync::Arc;

include!("../asynchronous.rs");
include!("../every_macro.rs");
