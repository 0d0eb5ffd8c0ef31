//! The attributes of [`tenure`](https://docs.rs/tenure); depend on `tenure`, which re-exports them.

#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

#[cfg(test)]
mod budgets;
mod entry;
#[cfg(test)]
mod mutations;
mod pipeline;
mod singleton;
#[cfg(test)]
mod snapshots;
mod support;

use pipeline::Mode;
use proc_macro::TokenStream;

/// Runs the whole life of a process around `main`: eager singletons on the way in; teardown,
/// leaks and the report on the way out.
///
/// ```ignore
/// #[tenure::main]
/// fn main() -> Result<(), Error> {
///     serve()
/// }
/// ```
///
/// `main` may return whatever [`std::process::Termination`] allows, and may be `async` below the
/// attribute of a runtime (`#[tokio::main]`), in either order.
///
/// | option | meaning |
/// |---|---|
/// | `crate = path` | where `tenure` is, if it is renamed or re-exported |
///
/// # What it expands to
///
/// A `main` around yours, which hands yours to `tenure`:
///
/// ```ignore
/// fn main() -> ExitCode {
///     fn main() -> Result<(), Error> {
///         serve()
///     }
///     tenure::__private::run(main)
/// }
/// ```
///
/// # Errors
///
/// An eager singleton that cannot be made ends the program before the body, with its `InitError`
/// on standard error and exit code 1. Errors of the teardown are printed on standard error and
/// turn exit code 0 into 1.
#[proc_macro_attribute]
pub fn main(args: TokenStream, item: TokenStream) -> TokenStream {
    entry::PATTERN.run(Mode::On, args.into(), item.into()).into()
}

/// Makes a type the one value of its kind in the process, made on first use.
///
/// On the type the value is made by `new`, or by the path or closure of `init`; on an `impl` block
/// by its `fn new`, or by the function marked `#[init]`, whose parameters are other singletons.
///
/// ```ignore
/// #[singleton(init = Config::from_env)]
/// pub struct Config { url: String }
///
/// #[singleton(dispose = Database::disconnect)]
/// impl Database {
///     fn new(config: &'static Config) -> Result<Self, DbError> { /* .. */ }
/// }
///
/// Database::instance();     // -> &'static Database; panics with the text of the `InitError`
/// Database::try_instance(); // -> Result<&'static Database, InitError>
/// ```
///
/// | option | meaning |
/// |---|---|
/// | `init = path or closure` | on the type only; returns `Self` or `Result<Self, E>` |
/// | `eager` | made by `tenure::start()` or `#[tenure::main]`, dependencies first |
/// | `deps(A, B)` | made before this one and kept until after it, without being parameters |
/// | `dispose = path` | `fn(&self)` or `fn(&self) -> Result<(), E>`, run at teardown |
/// | `crate = path` | where `tenure` is, if it is renamed or re-exported |
///
/// # What it expands to
///
/// Two statics (what the singleton needs, and the slot for its value), an implementation of
/// `tenure::Singleton`, and the two functions above, with the visibility of the type (`pub` on an
/// `impl` block, which cannot see it).
///
/// # Errors
///
/// At compile time: singletons that need each other in a circle, dependencies that are no
/// singletons, a type that is not `Send` and `Sync`, generic types, a missing constructor.
#[proc_macro_attribute]
pub fn singleton(args: TokenStream, item: TokenStream) -> TokenStream {
    singleton::PATTERN.run(Mode::On, args.into(), item.into()).into()
}

/// What `#[singleton]` writes on a type.
#[doc(hidden)]
#[proc_macro_derive(Singleton, attributes(tenure))]
pub fn derive_singleton(item: TokenStream) -> TokenStream {
    singleton::PATTERN.run_derive(item.into()).into()
}
