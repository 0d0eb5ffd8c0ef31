//! How a value is made, and what the functions of a declaration may return.

use once_cell::sync::OnceCell;

#[cfg(feature = "async")]
use super::future::task::Initialiser;
use super::provided;
use crate::disposable::error::{BoxError, IntoOutcome};

/// Where the value of a slot is put.
pub trait Place<T> {
    /// # Errors
    ///
    /// `value` itself, when there is one already.
    fn put(&self, value: T) -> Result<(), T>;
    fn is_filled(&self) -> bool;
}

impl<T> Place<T> for OnceCell<T> {
    fn put(&self, value: T) -> Result<(), T> {
        self.set(value)
    }

    fn is_filled(&self) -> bool {
        self.get().is_some()
    }
}

/// What makes the value of a slot.
pub trait Maker<T>: Sync + 'static {
    /// Puts the value of the singleton `name` into its place.
    ///
    /// # Errors
    ///
    /// The error of the initialiser.
    fn fill(&self, place: &impl Place<T>, name: &'static str) -> Result<(), BoxError>;

    /// One of the same declaration, for an instance in the scope of an override; without one the
    /// real instance is used there.
    #[cfg(feature = "testing")]
    #[must_use]
    fn again(&self) -> Option<Self>
    where
        Self: Sized,
    {
        None
    }
}

/// What makes the value of a slot, by and by.
#[cfg(feature = "async")]
pub trait MakerAsync<T>: Maker<T> {
    fn start(&self) -> Initialiser<T>;
}

/// The initialiser of a declaration.
pub enum Init<T> {
    /// Makes the value.
    Made(fn() -> Result<T, BoxError>),
    /// Makes what the value needs; the value itself is provided.
    Provided(fn() -> Result<(), BoxError>),
    /// Makes the value by and by.
    #[cfg(feature = "async")]
    Awaited(fn() -> Initialiser<T>),
}

impl<T> Clone for Init<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Init<T> {}

impl<T: 'static> Maker<T> for Init<T> {
    fn fill(&self, place: &impl Place<T>, name: &'static str) -> Result<(), BoxError> {
        match self {
            Init::Made(init) => init().map(|value| put(place, value)),
            Init::Provided(prepare) => {
                prepare()?;
                provided::expect(place, name)
            }
            #[cfg(feature = "async")]
            Init::Awaited(_) => Err("it is made by a future".into()),
        }
    }

    #[cfg(feature = "testing")]
    fn again(&self) -> Option<Self> {
        match self {
            // Nobody would provide it a second time.
            Init::Provided(_) => None,
            Init::Made(_) => Some(*self),
            #[cfg(feature = "async")]
            Init::Awaited(_) => Some(*self),
        }
    }
}

pub(super) fn put<T>(place: &impl Place<T>, value: T) {
    // Two values at once cannot be: only the thread that set the state to RUNNING is here.
    let occupied = place.put(value).is_err();
    debug_assert!(!occupied, "the value of a singleton was made twice");
}

#[cfg(feature = "async")]
impl<T: 'static> MakerAsync<T> for Init<T> {
    fn start(&self) -> Initialiser<T> {
        match *self {
            Init::Awaited(init) => init(),
            _ => Box::pin(async { Err("it is not made by a future".into()) }),
        }
    }
}

/// What makes a `T`: a `T`, or a result.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the initialiser of `{T}` cannot return `{Self}`",
    label = "returns neither `{T}` nor a `Result<{T}, E>` whose `E` is an error",
    note = "return `{T}`, or a `Result` whose error is `Into<Box<dyn Error + Send + Sync>>`",
    note = "an `async fn new` is awaited where `#[singleton]` stands on its `impl` block"
)]
pub trait Made<T> {
    /// # Errors
    ///
    /// The error of the initialiser.
    fn made(self) -> Result<T, BoxError>;
}

impl<T> Made<T> for T {
    fn made(self) -> Result<T, BoxError> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend] // else each thing that the error lacks is an error
impl<T, E: Into<BoxError>> Made<T> for Result<T, E> {
    fn made(self) -> Result<T, BoxError> {
        self.map_err(Into::into)
    }
}

/// Calls an initialiser without parameters.
///
/// # Errors
///
/// The error of the initialiser.
#[doc(hidden)]
pub fn make<T, R: Made<T>>(init: impl FnOnce() -> R) -> Result<T, BoxError> {
    init().made()
}

/// Calls the closure that makes the instance of `key`.
///
/// # Errors
///
/// The error of the initialiser.
#[doc(hidden)]
pub fn make_with<T, K, R: Made<T>>(key: &K, init: impl FnOnce(&K) -> R) -> Result<T, BoxError> {
    init(key).made()
}

/// What an initialiser returned.
///
/// # Errors
///
/// The error of the initialiser.
#[doc(hidden)]
pub fn made<T>(value: impl Made<T>) -> Result<T, BoxError> {
    value.made()
}

/// Calls the `dispose` hook; a parameter of a closure gets its type here.
///
/// # Errors
///
/// The error of the hook.
#[doc(hidden)]
pub fn hook<'value, T, R: IntoOutcome>(
    value: &'value T,
    hook: impl FnOnce(&'value T) -> R,
) -> Result<(), BoxError> {
    hook(value).into_outcome()
}

/// Stands where a value would be, in code that is beside a compile error.
#[doc(hidden)]
#[must_use]
pub fn never<T>() -> T {
    unreachable!("this program does not compile")
}
