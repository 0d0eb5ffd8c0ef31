//! Memory for the recorder, straight from the system: the global allocator may be the one that is
//! being counted, and may itself be instrumented.

use std::alloc::{GlobalAlloc as _, Layout, System};
use std::ptr::NonNull;

/// Moves `value` to the heap; `None`: there is no memory left.
pub(super) fn place<T>(value: T) -> Option<NonNull<T>> {
    let layout = Layout::new::<T>();
    assert!(layout.size() > 0, "nothing is placed that has no size");
    // SAFETY: the size is not zero.
    let place = NonNull::new(unsafe { System.alloc(layout) }.cast::<T>())?;
    // SAFETY: the block was allocated for a `T` a moment ago.
    unsafe { place.write(value) };
    Some(place)
}

/// Frees what [`place`] returned, without dropping the value.
///
/// # Safety
/// Nobody uses the value any more.
pub(super) unsafe fn free<T>(place: *mut T) {
    // SAFETY: `place` allocated it with this layout.
    unsafe { System.dealloc(place.cast(), Layout::new::<T>()) };
}

/// `length` values whose bytes are all zero.
pub(super) fn zeros<T>(length: usize) -> Option<NonNull<T>> {
    let layout = Layout::array::<T>(length).ok()?;
    assert!(layout.size() > 0, "nothing is placed that has no size");
    // SAFETY: the size is not zero.
    NonNull::new(unsafe { System.alloc_zeroed(layout) }.cast())
}

/// Frees what [`zeros`] returned.
///
/// # Safety
/// `length` is the one it was made with, and nobody uses the values any more.
pub(super) unsafe fn free_array<T>(place: *mut T, length: usize) {
    if let Ok(layout) = Layout::array::<T>(length) {
        // SAFETY: `zeros` allocated it with this layout.
        unsafe { System.dealloc(place.cast(), layout) };
    }
}
