//! Recording on and off while the program runs.

/// Switches the recording of `#[instrumented]` functions on or off, for all threads; it is on when
/// the program starts.
///
/// While it is off a call costs one load of a byte, and is in no row. A call that has begun when it
/// is switched off is recorded to its end, one that has begun before it is switched on is not. Time
/// and allocations of what is not recorded belong to the recorded function around it.
/// `TENURE_FILTER` says which functions are recorded at all.
///
/// ```
/// use tenure::instrumented;
///
/// #[instrumented]
/// fn work() {}
///
/// tenure::set_recording(false);
/// work(); // the warm-up is in no row
/// tenure::set_recording(true);
/// work();
/// // Without the feature `instrument` nothing is recorded.
/// if tenure::is_recording() {
///     assert_eq!(tenure::report().functions()[0].calls, 1);
/// }
/// ```
pub fn set_recording(on: bool) {
    #[cfg(feature = "instrument")]
    super::switches::set_recording(on);
    #[cfg(not(feature = "instrument"))]
    let _ = on;
}

/// Whether `#[instrumented]` functions are recorded, as [`set_recording`] said last; never without
/// the feature `instrument`.
///
/// ```
/// tenure::set_recording(false);
/// assert!(!tenure::is_recording());
/// ```
#[must_use]
pub fn is_recording() -> bool {
    #[cfg(feature = "instrument")]
    return super::switches::is_recording();
    #[cfg(not(feature = "instrument"))]
    false
}
