//! What only tests need: overrides of singletons, handed on to other threads and into futures, and
//! scopes in which everything has to be disposed.
//!
//! The overrides themselves are [`Singleton::override_with`](crate::Singleton::override_with) and
//! [`Singleton::override_global`](crate::Singleton::override_global).

mod leak_scope;
mod overrides;
pub(crate) mod scope;
mod wrapped;

pub use leak_scope::LeakScope;
pub use overrides::Overrides;
pub use wrapped::{Wrapped, wrap};
