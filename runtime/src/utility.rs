//! Types of which there is no value.

/// A type that [`#[utility]`](macro@crate::utility) has made static-only: there is no value of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no utility",
    label = "values of it may exist",
    note = "add `#[tenure::utility]` to `{Self}` itself"
)]
pub trait Utility {}

/// Proves it, in the words of rustc where it is not so.
pub const fn is_utility<T: Utility>() {}
