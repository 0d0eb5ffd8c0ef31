//! The functions of every shape, in the edition of the crate that has this as a test.

#![allow(missing_docs)]

#[path = "../behaviour/shapes/mod.rs"]
mod shapes;
