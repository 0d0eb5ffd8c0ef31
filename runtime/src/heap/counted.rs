//! Whether anybody counts the allocations of this program.

use std::sync::atomic::{AtomicU8, Ordering};

use crate::alloc;
use crate::report::say::say;

/// What stands behind a refusal to check what nobody counted.
pub(crate) const NOT_INSTALLED: &str = "`tenure::Alloc` is not the allocator of this program; \
     write `#[global_allocator] static ALLOC: tenure::Alloc = tenure::Alloc::new();`";

/// Whether allocations of this program are counted: asked once, since asking allocates.
pub(crate) fn is_counted() -> bool {
    const UNKNOWN: u8 = 0;
    const NO: u8 = 1;
    const YES: u8 = 2;
    static COUNTED: AtomicU8 = AtomicU8::new(UNKNOWN);

    // Relaxed: the flag stands for nothing but itself.
    if COUNTED.load(Ordering::Relaxed) == UNKNOWN {
        let counted = if alloc::is_installed() { YES } else { NO };
        COUNTED.store(counted, Ordering::Relaxed);
    }
    COUNTED.load(Ordering::Relaxed) == YES
}

/// Says it once in a process: an assertion that asserts nothing should not go unseen.
#[cold]
pub(crate) fn say_that_nothing_is_checked(what: &str) {
    static SAID: AtomicU8 = AtomicU8::new(0);

    if SAID.swap(1, Ordering::Relaxed) == 0 {
        say(&format!(
            "tenure: `{what}` checks nothing: the feature `alloc` of `tenure` is off; build with \
             `--features tenure/alloc`"
        ));
    }
}
