//! What the declaration of a singleton says to the runtime.

use super::Singleton;
use super::node::NodePtr;
use super::storage::Storage;

/// The two statics behind a singleton.
///
/// They are pointers because a constant may not refer to a static that changes, and because rustc
/// would follow references from node to node and report a circle in words of its own.
#[doc(hidden)]
pub struct Declared<T: Singleton> {
    node: NodePtr,
    slot: *const <T::Ref as Storage>::Slot,
}

impl<T: Singleton> Declared<T> {
    pub(super) const fn new(node: NodePtr, slot: &'static <T::Ref as Storage>::Slot) -> Self {
        Declared { node, slot }
    }

    /// Stands in a declaration that did not compile.
    pub const ABSENT: Self = Declared { node: NodePtr::ABSENT, slot: std::ptr::null() };

    pub(super) const fn node(&self) -> NodePtr {
        self.node
    }

    pub(super) const fn slot(&self) -> &'static <T::Ref as Storage>::Slot {
        // SAFETY: `new` makes it from a reference that lives for ever, and a program with an
        // `ABSENT` one does not compile.
        unsafe { &*self.slot }
    }
}
