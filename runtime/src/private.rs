//! Every name that generated code may use, grouped by pattern; re-exports only.

// Shared.
pub use core::prelude::v1::derive;
