//! What only tests need: overrides of singletons, handed on to other threads and into futures.
//!
//! The overrides themselves are [`Singleton::override_with`](crate::Singleton::override_with) and
//! [`Singleton::override_global`](crate::Singleton::override_global).

mod overrides;
mod wrapped;

pub use overrides::Overrides;
pub use wrapped::{Wrapped, wrap};
