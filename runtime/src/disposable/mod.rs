//! Taking values down on purpose, once, with the errors kept.

pub(crate) mod error;
