//! Refuses a `Result` in the place of a resource.

use std::marker::PhantomData;
use std::ops::Deref;

use super::scope::Scope;
use crate::singleton::initialiser::never;

impl<T, E, R> Scope<T, E, R> {
    /// What the scope can do with `_resource`: see [`Of`].
    #[inline]
    pub fn of<D>(&self, _resource: &D) -> Of<'_, T, E, R, D> {
        Of { scope: self, resource: PhantomData }
    }
}

/// A scope before a resource of type `D`.
///
/// It is the scope itself behind a `Deref`, unless `D` is a `Result`: that has the methods below,
/// which go on with what is inside, so that a `?` that was forgotten is one error.
pub struct Of<'a, T, E, R, D> {
    scope: &'a Scope<T, E, R>,
    resource: PhantomData<fn(D)>,
}

impl<'a, T, E, R, D> Deref for Of<'a, T, E, R, D> {
    // The reference itself: what is borrowed through it outlives this value.
    type Target = &'a Scope<T, E, R>;

    #[inline]
    fn deref(&self) -> &&'a Scope<T, E, R> {
        &self.scope
    }
}

/// What can be a resource: everything but a `Result`, although it can be disposed, as a field is.
#[diagnostic::on_unimplemented(
    message = "`using!` got a `Result`; put a `?` behind the value",
    label = "this is a `{Self}`",
    note = "an `Option` can be used: where it is `None`, there is nothing to dispose"
)]
pub trait NoResult {}

/// A type that nobody names.
pub struct Unnamed<const N: bool>(());

// Where the type of a value is an error by itself, either of the two may be meant, and rustc says
// nothing more.
#[diagnostic::do_not_recommend]
impl NoResult for Result<Unnamed<false>, Unnamed<false>> {}

#[diagnostic::do_not_recommend]
impl NoResult for Result<Unnamed<true>, Unnamed<true>> {}

/// Never called: no `Result` of a user is [`NoResult`].
#[allow(clippy::missing_errors_doc, clippy::needless_pass_by_value)]
#[allow(clippy::unused_self, clippy::must_use_candidate, clippy::unnecessary_box_returns)]
impl<T, E, R, D, F> Of<'_, T, E, R, Result<D, F>> {
    pub fn dispose_after_rest(
        self,
        _path: &'static str,
        _resource: Result<D, F>,
        _rest: impl FnOnce(&mut D) -> Result<T, E>,
    ) -> Result<T, E>
    where
        Result<D, F>: NoResult,
    {
        never()
    }

    pub fn guard_in_block(self, _path: &'static str, _resource: Result<D, F>) -> Box<D>
    where
        Result<D, F>: NoResult,
    {
        never()
    }

    #[cfg(feature = "async")]
    pub fn lend_to_rest(self, _resource: &mut Result<D, F>) -> &mut D
    where
        Result<D, F>: NoResult,
    {
        never()
    }
}
