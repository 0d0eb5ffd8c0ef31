//! `#[singleton]`.
