//! What a singleton needs, as the compiler can see it: the check for circles among declarations.

use std::panic::Location;

use super::cell::Slot;
use super::initialiser::Init;
use super::{Declared, Singleton, Storage};
use crate::disposable::error::BoxError;

/// The declaration of one singleton. It holds nothing that changes, so that constant evaluation
/// may read it.
#[derive(Debug)]
pub struct Node {
    name: &'static str,
    place: &'static Location<'static>,
    /// Tells declarations apart: constant evaluation cannot compare addresses.
    id: Id,
    needs: &'static [NodePtr],
}

/// Line and column, and behind them a hash of the name and of the file: the least id of a circle is
/// the declaration that stands first, wherever the sources lie on the disk.
type Id = u128;

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
static ABSENT: Node = Node { name: "", place: Location::caller(), id: 0, needs: &[] };

impl NodePtr {
    pub(super) const ABSENT: Self = NodePtr(&raw const ABSENT);

    const fn get(self) -> &'static Node {
        // SAFETY: it points to a static, always: `Node::declared` takes a `&'static Node`.
        unsafe { &*self.0 }
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
        Node { name, place, id: place_in_file | text as Id, needs: &[] }
    }

    /// The same with what it needs.
    #[must_use]
    pub const fn needs(mut self, needs: &'static [NodePtr]) -> Self {
        self.needs = needs;
        self
    }

    /// Its slot, empty; fails the build when the declaration is part of a circle.
    #[must_use]
    #[track_caller]
    pub const fn slot<T: Sync>(&'static self, init: fn() -> Result<T, BoxError>) -> Slot<T> {
        self.assert_no_circle();
        Slot::new(self, Init::new(init))
    }

    /// Itself and its slot, as other declarations find them.
    #[must_use]
    pub const fn declared<T: Singleton>(
        &'static self,
        slot: &'static <T::Ref as Storage>::Slot,
    ) -> Declared<T> {
        Declared::new(NodePtr(self), slot)
    }

    pub(super) const fn name(&self) -> &'static str {
        self.name
    }

    pub(super) const fn place(&self) -> &'static Location<'static> {
        self.place
    }

    /// Fails the build when this singleton needs itself, through however many others.
    ///
    /// Of a circle only the member with the least id reports, so that it is reported once.
    ///
    /// # Panics
    ///
    /// In constant evaluation, with the path.
    #[track_caller]
    const fn assert_no_circle(&'static self) {
        let mut walk = Walk { path: [self; DEPTH], next: [0; DEPTH], depth: 1 };
        let mut seen = Seen { ids: [0; SEEN], count: 0 };
        while walk.depth > 0 {
            let top = walk.depth - 1;
            let (node, next) = (walk.path[top], walk.next[top]);
            if next == node.needs.len() {
                walk.depth = top;
                continue;
            }
            walk.next[top] = next + 1;
            let needed = node.needs[next].get();
            if needed.id == self.id {
                fail(walk.message().text());
            }
            if needed.id > self.id && walk.depth < DEPTH && seen.insert(needed.id) {
                walk.path[walk.depth] = needed;
                walk.next[walk.depth] = 0;
                walk.depth += 1;
            }
        }
    }
}

/// How far the walk goes. Beyond it, and beyond half of `SEEN`, a circle is found at run time.
const DEPTH: usize = 64;
const SEEN: usize = 1024;

/// A walk along the needs, with the way back.
struct Walk {
    path: [&'static Node; DEPTH],
    /// Which need of each node of the path comes next.
    next: [usize; DEPTH],
    depth: usize,
}

impl Walk {
    const fn message(&self) -> Message {
        let mut message = Message { buffer: [0; 2048], length: 0 };
        message.push("singletons need each other in a circle: ");
        let mut index = 0;
        while index < self.depth {
            message.push(self.path[index].name);
            message.push(" -> ");
            index += 1;
        }
        message.push(self.path[0].name);
        message.push("; take one of these dependencies out, or fetch it after construction");
        message
    }
}

/// The nodes that were walked, by id; open addressing.
struct Seen {
    ids: [Id; SEEN],
    count: usize,
}

impl Seen {
    /// Whether `id` is new, and there is room for it.
    const fn insert(&mut self, id: Id) -> bool {
        if self.count >= SEEN / 2 {
            return false;
        }
        #[allow(clippy::cast_possible_truncation)] // any of its bits will do
        let mut index = id as usize % SEEN;
        while self.ids[index] != 0 {
            if self.ids[index] == id {
                return false;
            }
            index = (index + 1) % SEEN;
        }
        self.ids[index] = id;
        self.count += 1;
        true
    }
}

/// A text that is put together in constant evaluation.
struct Message {
    buffer: [u8; 2048],
    length: usize,
}

impl Message {
    const fn push(&mut self, text: &str) {
        let bytes = text.as_bytes();
        if self.length + bytes.len() > self.buffer.len() {
            return;
        }
        let mut index = 0;
        while index < bytes.len() {
            self.buffer[self.length] = bytes[index];
            self.length += 1;
            index += 1;
        }
    }

    const fn text(&self) -> &str {
        let (text, _) = self.buffer.split_at(self.length);
        match std::str::from_utf8(text) {
            Ok(text) => text,
            Err(_) => "singletons need each other in a circle",
        }
    }
}

/// Without a frame of its own in the error: every function on the way is `#[track_caller]`.
#[track_caller]
const fn fail(message: &str) -> ! {
    panic!("{}", message)
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
