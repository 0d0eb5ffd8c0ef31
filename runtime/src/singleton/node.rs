//! What a singleton needs, as the compiler can see it.

use std::panic::Location;
use std::time::Duration;

use super::cell::Slot;
#[cfg(feature = "async")]
use super::future::task::Initialiser;
use super::graph;
use super::initialiser::Init;
use super::local::node::LocalNode;
use super::local::place::Place;
use super::managed::ManagedSlot;
use super::rules::{Last, Shared};
use super::storage::Storage;
use super::{Declared, Singleton};
use crate::disposable::error::BoxError;

/// The declaration of one singleton. It holds nothing that changes, so that constant evaluation
/// may read it.
#[derive(Debug)]
pub struct Node {
    name: &'static str,
    place: &'static Location<'static>,
    /// Tells declarations apart: constant evaluation cannot compare addresses.
    pub(super) id: Id,
    pub(super) needs: &'static [NodePtr],
    pub(super) per_thread: bool,
    pub(super) is_async: bool,
    budget: Option<Duration>,
    keeps_errors: bool,
}

/// Line and column, and behind them a hash of the name and of the file: the least id of a circle is
/// the declaration that stands first, wherever the sources lie on the disk.
pub(super) type Id = u128;

/// A node of another singleton.
///
/// A reference would make rustc evaluate that node first, and report a circle in words of its own
/// that name no singleton; a raw pointer is not followed.
#[derive(Clone, Copy, Debug)]
pub struct NodePtr(*const Node);

// SAFETY: it is made from a `&'static Node` only, and a `Node` has no interior mutability.
unsafe impl Send for NodePtr {}
// SAFETY: as above.
unsafe impl Sync for NodePtr {}

/// The node of a declaration that did not compile; it needs nothing, so no walk goes on there.
static ABSENT: Node = Node::at(Location::caller(), "", 0);

impl NodePtr {
    pub(super) const ABSENT: Self = NodePtr(&raw const ABSENT);

    /// Of a declaration.
    pub(super) const fn to(node: &'static Node) -> Self {
        NodePtr(node)
    }

    pub(super) const fn get(self) -> &'static Node {
        // SAFETY: it points to a static, always: `Node::declared` takes a `&'static Node`.
        unsafe { &*self.0 }
    }
}

/// The declaration of a `T`, which threads may share.
pub struct NodeOf<T: 'static> {
    pub(super) node: &'static Node,
    pub(super) shared: Shared<T>,
}

impl<T> NodeOf<T> {
    /// Its slot, empty; fails the build when the declaration breaks a rule of the graph.
    #[must_use]
    #[track_caller]
    pub const fn slot(self, init: fn() -> Result<T, BoxError>) -> Slot<T> {
        graph::check(self.node);
        Slot::new(self.node, self.shared, Init::Made(init))
    }

    /// The same of a value that is freed, on whatever thread that is asked for.
    #[must_use]
    #[track_caller]
    pub const fn managed(
        self,
        dispose: Option<Last<T>>,
        init: fn() -> Result<T, BoxError>,
    ) -> ManagedSlot<T>
    where
        T: Send,
    {
        graph::check(self.node);
        ManagedSlot::new(self.node, self.shared, dispose, Init::Made(init))
    }

    /// The same of one that is made by a future.
    #[cfg(feature = "async")]
    #[must_use]
    #[track_caller]
    pub const fn slot_async(self, init: fn() -> Initialiser<T>) -> Slot<T> {
        graph::check(self.node);
        Slot::new(self.node, self.shared, Init::Awaited(init))
    }
}

impl Node {
    /// The declaration at the caller's place.
    #[must_use]
    #[track_caller]
    pub const fn new(name: &'static str) -> Self {
        let place = Location::caller();
        let text = hash(hash(OFFSET, place.file().as_bytes()), name.as_bytes());
        let place_in_file = (place.line() as Id) << 96 | (place.column() as Id) << 64;
        Node::at(place, name, place_in_file | text as Id)
    }

    const fn at(place: &'static Location<'static>, name: &'static str, id: Id) -> Self {
        Node {
            name,
            place,
            id,
            needs: &[],
            per_thread: false,
            is_async: false,
            budget: None,
            keeps_errors: false,
        }
    }

    /// The same with what it needs.
    #[must_use]
    pub const fn needs(mut self, needs: &'static [NodePtr]) -> Self {
        self.needs = needs;
        self
    }

    /// The same with the time that its initialiser may take, in nanoseconds.
    #[must_use]
    pub const fn budget(mut self, nanos: u64) -> Self {
        self.budget = Some(Duration::from_nanos(nanos));
        self
    }

    /// The same, with the first error of its initialiser repeated: `retry = never`.
    #[must_use]
    pub const fn keep_errors(mut self) -> Self {
        self.keeps_errors = true;
        self
    }

    // By reference, a method would give way to one by value of a trait that the user has implemented
    // for all types: hence names that nobody else takes.

    /// Of a type that threads may share.
    #[must_use]
    pub const fn __of<T>(&'static self, shared: Shared<T>) -> NodeOf<T> {
        NodeOf { node: self, shared }
    }

    /// With a place in each thread.
    #[must_use]
    pub const fn __local<T>(&'static self, place: Place<T>) -> LocalNode<T> {
        LocalNode::new(self, place)
    }

    /// Itself and its slot, as other declarations find them.
    #[must_use]
    pub const fn __declared<T: Singleton>(
        &'static self,
        slot: &'static <T::Ref as Storage>::Slot,
    ) -> Declared<T> {
        Declared::new(NodePtr::to(self), slot)
    }

    /// The same of a singleton of which each thread has its own.
    #[must_use]
    pub const fn per_thread(mut self) -> Self {
        self.per_thread = true;
        self
    }

    /// The same of a singleton that is made by a future.
    #[must_use]
    pub const fn asynchronous(mut self) -> Self {
        self.is_async = true;
        self
    }

    pub(super) const fn name(&self) -> &'static str {
        self.name
    }

    pub(super) const fn keeps_errors(&self) -> bool {
        self.keeps_errors
    }

    pub(super) const fn is_async(&self) -> bool {
        self.is_async
    }

    pub(super) const fn place(&self) -> &'static Location<'static> {
        self.place
    }

    pub(super) const fn most(&self) -> Option<Duration> {
        self.budget
    }

    /// The nodes of what it needs itself.
    #[cfg(feature = "testing")]
    pub(super) fn needed(&self) -> impl Iterator<Item = &'static Node> {
        self.needs.iter().map(|needed| needed.get())
    }
}

/// FNV-1a, 64 bits.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

const fn mix(hash: u64, value: u64) -> u64 {
    (hash ^ value).wrapping_mul(0x0100_0000_01b3)
}

const fn hash(mut hash: u64, bytes: &[u8]) -> u64 {
    let mut index = 0;
    while index < bytes.len() {
        hash = mix(hash, bytes[index] as u64);
        index += 1;
    }
    hash
}
