//! One attribute says how long a thing lives; the toolkit then makes it, shares it, measures it and
//! takes it down.

extern crate tenure_macros as macros;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod clock;
mod disposable;
mod process;
mod singleton;

pub use disposable::error::{BoxError, Cause, Collector, DisposeError, Failure, IntoOutcome};
pub use macros::{main, singleton};
pub use process::{Process, exit, start};
pub use singleton::Singleton;
pub use singleton::cell::Status;
pub use singleton::error::{InitError, Link};
pub use singleton::registry::{InitInfo, SingletonInfo, singletons};
pub use singleton::teardown::teardown;
