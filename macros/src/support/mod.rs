//! What the patterns share; knows no pattern.

pub(crate) mod blame;
pub(crate) mod block;
pub(crate) mod callable;
pub(crate) mod choice;
pub(crate) mod conditional;
pub(crate) mod count;
pub(crate) mod docs;
pub(crate) mod durations;
pub(crate) mod errors;
pub(crate) mod function;
pub(crate) mod generics;
pub(crate) mod helpers;
pub(crate) mod items;
pub(crate) mod kinds;
pub(crate) mod lints;
pub(crate) mod members;
pub(crate) mod nested;
pub(crate) mod opening;
pub(crate) mod options;
pub(crate) mod outer;
pub(crate) mod owned;
pub(crate) mod returned;
pub(crate) mod shape;
pub(crate) mod spans;
pub(crate) mod spelling;
pub(crate) mod values;
