//! The declaration of a singleton of which each thread has its own.

use super::cell::Result;
use super::graph;
use super::initialiser::Init;
use super::local::{LocalSlot, Place};
use super::node::Node;
use crate::disposable::error::BoxError;

/// One that nothing makes a value for yet.
pub struct LocalNode<T: 'static> {
    node: &'static Node,
    place: Place<T>,
}

impl<T> LocalNode<T> {
    pub(super) const fn new(node: &'static Node, place: Place<T>) -> Self {
        LocalNode { node, place }
    }

    /// Its slot, empty; fails the build when the declaration breaks a rule of the graph.
    #[must_use]
    #[track_caller]
    pub const fn init(self, init: fn() -> Result<T, BoxError>) -> LocalSlot<T> {
        self.slot(Init::Made(init))
    }

    #[track_caller]
    pub(super) const fn slot(self, init: Init<T>) -> LocalSlot<T> {
        let LocalNode { node, place: Place { key, hook, last } } = self;
        graph::check(node);
        LocalSlot { node, place: key, init, hook, last }
    }
}
