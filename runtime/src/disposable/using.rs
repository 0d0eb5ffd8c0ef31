//! One resource for the time of one function.

use std::any::type_name;
use std::panic::{AssertUnwindSafe, Location, catch_unwind, resume_unwind};

use super::Dispose;
use super::collector::{Collector, quietly};
use super::leak;
use super::panic::Payload;
use super::scope_error::{ScopeError, joined};

/// Lends `resource` to `body` and disposes it afterwards, whatever becomes of the body.
///
/// ```
/// use std::fs::{self, File};
/// use std::io::{BufWriter, Write};
/// use tenure::{Owned, using};
///
/// let path = std::env::temp_dir().join("tenure-using");
/// let file = Owned::with(BufWriter::new(File::create(&path)?), |file| {
///     file.into_inner()?.sync_all()?;
///     Ok::<_, std::io::Error>(())
/// });
/// let written = using(file, |file| file.write(b"all of it"))?;
/// assert_eq!(fs::read(&path)?.len(), written);
/// # fs::remove_file(path)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// A resource that may be absent is an `Option`: `None` is disposed without ado. Several of them,
/// one after the other, are what [`#[scoped]`](macro@crate::scoped) is for.
///
/// # Errors
///
/// The error of the body, of the disposal, or both.
///
/// # Panics
///
/// When the body does. The resource is disposed before the panic goes on; what fails then is
/// reported as a [`Leak`](crate::Leak) with its error and the place of this call.
#[track_caller]
pub fn using<R: Dispose, T, E>(
    mut resource: R,
    body: impl FnOnce(&mut R) -> Result<T, E>,
) -> Result<T, ScopeError<E>> {
    let place = Location::caller();
    let ended = caught(|| body(&mut resource));
    let mut steps = Collector::new();
    dispose("", resource, &mut steps);
    end(ended, steps, type_name::<R>, place)
}

/// What a body came to: its result, or the payload of its panic.
pub(super) type Ended<T, E> = Result<Result<T, E>, Payload>;

#[inline]
pub(super) fn caught<T, E>(body: impl FnOnce() -> Result<T, E>) -> Ended<T, E> {
    // What the body leaves half done is seen by the disposal alone, as in a `Drop`.
    catch_unwind(AssertUnwindSafe(body))
}

/// Takes `resource` down; a panic of its `Drop` is a failure as well.
#[inline]
pub(super) fn dispose<R: Dispose>(path: &'static str, mut resource: R, steps: &mut Collector) {
    steps.step(path, || resource.dispose());
    steps.step(path, || drop(resource));
}

/// The result of the whole; or the panic goes on, and what failed since is reported.
#[inline]
pub(super) fn end<T, E>(
    ended: Ended<T, E>,
    failures: Collector,
    type_name: fn() -> &'static str,
    place: &'static Location<'static>,
) -> Result<T, ScopeError<E>> {
    match ended {
        Ok(body) => joined(body, failures),
        Err(payload) => {
            let _reported = Lost { failures, type_name, place };
            resume_unwind(payload)
        }
    }
}

/// Failures that a panic in the body leaves nobody to give back to.
struct Lost {
    failures: Collector,
    type_name: fn() -> &'static str,
    place: &'static Location<'static>,
}

/// Runs while the panic goes on, so that the report says so.
impl Drop for Lost {
    fn drop(&mut self) {
        let outcome = std::mem::take(&mut self.failures).finish();
        if outcome.is_err() {
            quietly(|| leak::record_at((self.type_name)(), Some(self.place), None, outcome));
        }
    }
}
