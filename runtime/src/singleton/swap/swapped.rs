//! A slot that stands in the place of another.

use std::any::Any;

use super::Swap;
use super::scope::Home;
use crate::singleton::cell::AnySlot;
use crate::singleton::node::Node;
use crate::singleton::order::Known;

/// A value that is about to take the place of another.
pub struct Override {
    pub(super) node: &'static Node,
    pub(super) place: Box<dyn FnOnce(Home) -> Swapped>,
}

/// A slot that stands in the place of another.
#[derive(Clone, Copy)]
pub(super) struct Swapped {
    /// The address of the other.
    real: usize,
    pub(super) slot: Known,
    /// The same.
    any: &'static (dyn Any + Sync),
}

impl Override {
    /// Of a singleton of `node`; `place` makes the slot with the value, for its home.
    pub(super) fn new(node: &'static Node, place: impl FnOnce(Home) -> Swapped + 'static) -> Self {
        Override { node, place: Box::new(place) }
    }
}

impl Swapped {
    /// `slot`, which is leaked, instead of `real`.
    pub(super) fn new<R, S: AnySlot + Any>(real: &'static R, slot: S) -> Self {
        let slot: &'static S = Box::leak(Box::new(slot));
        Swapped { real: std::ptr::from_ref(real).addr(), slot, any: slot }
    }

    pub(super) fn downcast<S: Any>(&self) -> Option<&'static S> {
        let any: &'static dyn Any = self.any;
        any.downcast_ref()
    }

    pub(super) fn is_instead_of<S: Swap>(&self, real: &'static S) -> Option<&'static S> {
        if self.real == std::ptr::from_ref(real).addr() { self.downcast() } else { None }
    }
}
