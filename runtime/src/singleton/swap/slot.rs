//! The slot of one singleton, in the place of another and as one that another takes the place of.

use std::sync::atomic::Ordering;

use once_cell::sync::OnceCell;

use super::{Entry, Maker, OVERRIDABLE, Slot, Status};
use crate::singleton::node::Node;
use crate::singleton::order::{self, Record};
use crate::singleton::swap::{self, Home, Swap};
use crate::sync::{AtomicU8, Mutex};

impl<T, M: Maker<T>> Slot<T, M> {
    /// The value of the slot that is in force on this thread; made first if need be. It lies
    /// elsewhere, so this cannot be as small as `make_or_panic`.
    #[cold]
    #[inline(never)]
    #[track_caller]
    pub(super) fn in_force_or_panic(&'static self) -> &'static T {
        let slot = swap::in_force(self);
        order::make_or_panic(slot);
        // SAFETY: `make_or_panic` came back, which it does only with the value of `slot` set, and a
        // value that was set stays.
        unsafe { slot.value.get_unchecked() }
    }
}

impl<T, M: Maker<T>> Slot<T, M> {
    /// Another one of the same declaration, with the value of an override in it; nobody asked for
    /// that to be disposed.
    pub(in crate::singleton) fn holding(&self, maker: M, value: T, home: Home) -> Self {
        // That `T` is `Sync` was asked for when `self` was made.
        let entry = self.entry.renewed(home);
        entry.set(Status::Ready);
        Slot { maker, hook: None, entry, value: OnceCell::with_value(value) }
    }
}

impl<T: 'static, M: Maker<T>> Swap for Slot<T, M> {
    fn renewed(&self, home: Home) -> Option<Self> {
        let (maker, entry) = (self.maker.again()?, self.entry.renewed(home));
        Some(Slot { maker, hook: self.hook, entry, value: OnceCell::new() })
    }
}

impl Entry {
    /// Of the same declaration, and of a life of its own.
    pub(in crate::singleton) fn renewed(&self, home: Home) -> Self {
        Entry {
            node: self.node,
            home,
            names: self.names,
            record: Mutex::new(Record::new()),
            #[cfg(feature = "async")]
            task: crate::singleton::future::task::Place::new(),
            state: AtomicU8::new(Status::Empty as u8),
        }
    }

    pub(in crate::singleton) fn at(self, home: Home) -> Self {
        Entry { home, ..self }
    }

    /// Whether an instance is looked for, even if this one is there. Called under the lock of
    /// `order` only.
    pub(in crate::singleton) fn set_overridable(&self, overridable: bool) {
        let mark = if overridable { OVERRIDABLE } else { 0 };
        let state = self.state.load(Ordering::Relaxed) & !OVERRIDABLE;
        self.state.store(state | mark, Ordering::Release);
    }

    pub(in crate::singleton) fn is_overridable(&self) -> bool {
        self.state.load(Ordering::Relaxed) & OVERRIDABLE != 0
    }

    pub(in crate::singleton) fn node(&self) -> &'static Node {
        self.node
    }
}
