//! Every name that generated code may use, grouped by pattern; re-exports only.

// Shared.
pub use core::prelude::v1::derive;

pub use crate::macros::Singleton;
pub use crate::singleton::initialiser::never;

// `#[singleton]`.
#[cfg(feature = "eager")]
pub use inventory::submit;

pub use crate::__eager as eager;
pub use crate::singleton::Declared;
pub use crate::singleton::cell::{Result, Slot};
pub use crate::singleton::dependency::Dependency;
pub use crate::singleton::eager::Eager;
pub use crate::singleton::initialiser::{hook, made, make};
pub use crate::singleton::node::Node;

// `#[tenure::main]`.
pub use std::process::ExitCode;

pub use crate::process::run;
