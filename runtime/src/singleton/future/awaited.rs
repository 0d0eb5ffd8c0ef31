//! The singletons that an initialiser awaits, one link for each future that has not ended.

use crate::singleton::circle::Need;
use crate::singleton::order::{Known, record};

/// One link. Its memory is made and freed where no lock is held: an allocator may need a singleton
/// itself.
pub(in crate::singleton) struct Awaited {
    /// Whose link it is.
    waiting: u64,
    need: Need,
    others: Option<Box<Awaited>>,
}

impl Awaited {
    pub(in crate::singleton) fn new(waiting: u64, need: Need) -> Self {
        Awaited { waiting, need, others: None }
    }

    /// From the initialiser of `asking`. Called under the lock of `order` only.
    pub(in crate::singleton) fn link(mut self: Box<Self>, asking: Known) {
        let list = &mut record(asking.entry()).awaited;
        self.others = list.take();
        *list = Some(self);
    }

    /// Takes the link of `waiting` out again. Called under the lock of `order` only.
    pub(in crate::singleton) fn unlink(asking: Known, waiting: u64) -> Option<Box<Self>> {
        let mut record = record(asking.entry());
        let mut list = &mut record.awaited;
        while list.as_ref().is_some_and(|link| link.waiting != waiting) {
            list = &mut list.as_mut()?.others;
        }
        let mut found = list.take()?;
        *list = found.others.take();
        Some(found)
    }

    pub(in crate::singleton) fn needs(list: Option<&Self>) -> impl Iterator<Item = Need> + '_ {
        std::iter::successors(list, |link| link.others.as_deref()).map(|link| link.need)
    }
}
