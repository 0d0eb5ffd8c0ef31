//! The functions of every shape, in the edition of the crate that has this as a test.

#![allow(missing_docs)]

// It has the format of its own edition.
#[rustfmt::skip]
#[path = "../behaviour/shapes/mod.rs"]
mod shapes;
