//! The declaration of a singleton of which each thread has its own.

use super::LocalSlot;
use super::place::Place;
use crate::disposable::error::BoxError;
use crate::singleton::cell::Result;
use crate::singleton::graph;
use crate::singleton::initialiser::Init;
use crate::singleton::node::Node;

/// One that nothing makes a value for yet.
pub struct LocalNode<T: 'static> {
    node: &'static Node,
    place: Place<T>,
}

impl<T> LocalNode<T> {
    pub(in crate::singleton) const fn new(node: &'static Node, place: Place<T>) -> Self {
        LocalNode { node, place }
    }

    /// Its slot, empty; fails the build when the declaration breaks a rule of the graph.
    #[must_use]
    #[track_caller]
    pub const fn init(self, init: fn() -> Result<T, BoxError>) -> LocalSlot<T> {
        self.slot(Init::Made(init))
    }

    #[track_caller]
    pub(in crate::singleton) const fn slot(self, init: Init<T>) -> LocalSlot<T> {
        let LocalNode { node, place: Place { key, hook, last } } = self;
        graph::check(node);
        LocalSlot { node, place: key, init, hook, last }
    }
}
