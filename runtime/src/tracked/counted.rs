//! What counts one value, from its making to its drop.

use std::panic::Location;
use std::ptr;
use std::sync::atomic::Ordering::Relaxed;

use super::record::Declaration;
use super::site::Site;
use super::{Tracked, finalize, switch};

/// One value that is counted, or one that is not.
///
/// A pointer, where a reference would do: of a type that can be reached through it the lints would
/// say that it changes under a map of which it is a key.
pub(super) struct Counted {
    site: *const Site,
    /// Which of the values of its site it is.
    number: u64,
}

// SAFETY: the site is a `&'static Site`, which any thread may have.
unsafe impl Send for Counted {}
// SAFETY: as above.
unsafe impl Sync for Counted {}

impl Counted {
    pub(super) const NOT: Counted = Counted { site: ptr::null(), number: 0 };

    #[inline]
    pub(super) fn new<T: Tracked>(made_at: &'static Location<'static>) -> Self {
        if !switch::is_tracking() {
            return Counted::NOT;
        }
        let record = Declaration::record::<T>();
        let site = record.site(made_at);
        let number = site.came();
        record.living.came();
        Counted { site, number }
    }

    #[inline]
    pub(super) fn site(&self) -> Option<&'static Site> {
        // SAFETY: it is null or comes from a `&'static Site`, in `new`.
        unsafe { self.site.as_ref() }
    }

    pub(super) fn number(&self) -> u64 {
        self.number
    }

    #[inline]
    pub(super) fn made_at(&self) -> Option<&'static Location<'static>> {
        self.site().map(|site| site.made_at)
    }
}

/// What was not counted when it was made is not counted now.
impl Drop for Counted {
    #[inline]
    fn drop(&mut self) {
        let Some(site) = self.site() else { return };
        site.went();
        site.record.living.went();
        // Who asked for it had the value, so that this thread has seen it since.
        if site.finalizers.load(Relaxed) != 0 {
            finalize::dropped(site, self.number);
        }
    }
}
