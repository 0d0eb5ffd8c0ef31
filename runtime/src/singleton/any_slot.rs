//! What the order of all singletons asks of a slot of any type.

use super::cell::{Entry, Status};
use crate::disposable::error::BoxError;

/// A slot of any type.
pub(crate) trait AnySlot: Sync {
    fn entry(&self) -> &Entry;
    /// Runs the initialiser and puts the value into its place.
    fn make(&'static self) -> Result<(), BoxError>;
    /// Runs the hook, if there is one.
    fn dispose(&'static self) -> Result<(), BoxError>;
    fn has_hook(&self) -> bool;

    /// From now on nobody is given the value, where its place tells so.
    fn hide(&'static self) {}

    /// Whether it belongs to one thread, which alone may use it.
    fn is_per_thread(&self) -> bool {
        false
    }

    /// Whether it is a singleton of somebody.
    fn is_listed(&self) -> bool {
        true
    }

    /// Whether its cold path looks for a slot in its place.
    #[cfg(feature = "testing")]
    fn is_swappable(&self) -> bool {
        false
    }

    /// What it is behind its disposal.
    fn status_after(&self) -> Status {
        Status::Disposed
    }

    /// What it is in the child of a fork that came during its disposal; DISPOSING if that goes on
    /// there. Called under the lock of `order`.
    #[cfg(all(unix, not(loom)))]
    fn status_after_fork(&self, teardown_is_here: bool) -> Status {
        if teardown_is_here { Status::Disposing } else { Status::Disposed }
    }
}
