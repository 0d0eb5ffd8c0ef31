//! The calling thread, on its way from the place of a call to the recorder.

use super::thread::{self, Thread};

/// In a release build the thread, read where the call is: there that is one instruction, and in this
/// crate, which may become a part of a library, a call. In a debug build nothing: the user's crate is
/// slow there, and this one need not be (`[profile.dev.package.tenure] opt-level = 3`).
#[derive(Clone, Copy)]
pub(super) struct Calling {
    #[cfg(not(debug_assertions))]
    thread: &'static Thread,
}

impl Calling {
    #[inline(always)]
    pub(super) fn now() -> Self {
        Calling {
            #[cfg(not(debug_assertions))]
            thread: thread::current(),
        }
    }

    #[cfg_attr(
        debug_assertions,
        expect(clippy::unused_self, reason = "it is the thread elsewhere")
    )]
    #[inline(always)]
    pub(super) fn thread(self) -> &'static Thread {
        #[cfg(not(debug_assertions))]
        return self.thread;
        #[cfg(debug_assertions)]
        thread::current()
    }
}
