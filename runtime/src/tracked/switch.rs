//! Counting on and off while the program runs.

#[cfg(feature = "track")]
use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(feature = "track")]
static TRACKING: AtomicBool = AtomicBool::new(true);

/// Switches the counting of [`#[tracked]`](macro@crate::tracked) values on or off, for all threads;
/// it is on when the program starts.
///
/// A value made while it is off is not counted, neither then nor when it is dropped: no count is
/// ever wrong by it, and none falls below 0. One that was counted is counted to its end.
///
/// ```
/// use tenure::{Live, tracked};
///
/// #[tracked]
/// struct Session {
///     live: Live<Self>,
/// }
///
/// tenure::set_tracking(false);
/// let unseen = Session { live: Live::new() };
/// tenure::set_tracking(true);
/// let seen = Session { live: Live::new() };
/// drop(unseen);
/// // Without the feature `track` nothing is counted.
/// if tenure::is_tracking() {
///     assert_eq!(Session::live(), 1);
/// }
/// # drop(seen);
/// ```
pub fn set_tracking(on: bool) {
    // Relaxed: the word is all there is to know.
    #[cfg(feature = "track")]
    TRACKING.store(on, Ordering::Relaxed);
    #[cfg(not(feature = "track"))]
    let _ = on;
}

/// Whether new values are counted, as [`set_tracking`] said last; never without the feature `track`.
///
/// ```
/// tenure::set_tracking(false);
/// assert!(!tenure::is_tracking());
/// ```
#[must_use]
#[inline]
pub fn is_tracking() -> bool {
    #[cfg(feature = "track")]
    return TRACKING.load(Ordering::Relaxed);
    #[cfg(not(feature = "track"))]
    false
}
