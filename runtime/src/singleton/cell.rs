//! The slot of one singleton: a state byte in front of a value.

#[cfg(feature = "testing")]
#[path = "swap/slot.rs"]
mod swapped;

use std::panic::Location;
use std::sync::Mutex;
use std::sync::atomic::Ordering;
use std::time::Duration;

use once_cell::sync::OnceCell;

pub(crate) use super::any_slot::AnySlot;
use super::eager::Eager;
use super::error::InitError;
#[cfg(feature = "async")]
use super::future::task;
use super::initialiser::{Init, Maker};
use super::keyed::label::Label;
use super::node::Node;
use super::order::{self, Record};
use super::rules::Shared;
use super::swap::{self, Home};
use crate::disposable::error::BoxError;
use crate::sync::AtomicU8;

/// What an initialiser gives.
pub type Result<T, E = InitError> = std::result::Result<T, E>;

/// Made by `#[singleton]`: the value, and all that is known of its life.
#[repr(C)]
pub struct Slot<T: 'static, M = Init<T>> {
    pub(super) maker: M,
    pub(super) hook: Option<Hook<T>>,
    // Its last field is the state, which so lies on the cache line on which the value begins.
    pub(super) entry: Entry,
    pub(super) value: OnceCell<T>,
}

/// Takes a value down at the teardown.
pub(super) type Hook<T> = fn(&'static T) -> Result<(), BoxError>;

/// The part of a slot that does not depend on the type.
#[repr(C)]
pub(crate) struct Entry {
    node: &'static Node,
    home: Home,
    names: Names,
    /// Written and read under the lock of `order` only.
    pub(super) record: Mutex<Record>,
    /// Its initialiser, if that is a future.
    #[cfg(feature = "async")]
    pub(super) task: task::Place,
    state: AtomicU8,
}

/// How a singleton is called.
#[derive(Clone, Copy)]
enum Names {
    /// As its declaration and its type are: in full by this.
    Declared(fn() -> &'static str),
    /// With its key.
    Labelled(Label),
}

/// The life of a singleton as its state byte has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[repr(u8)]
pub enum Status {
    /// The value is there. Zero, so that the hot path compares with nothing.
    Ready = 0,
    /// Nobody has asked for it, or the initialiser returned an error and may be tried again.
    Empty,
    /// Its initialiser runs.
    Running,
    /// Its initialiser panicked.
    Failed,
    /// Its `dispose` hook runs.
    Disposing,
    /// Its `dispose` hook has run.
    Disposed,
}

/// In the state byte: somewhere this singleton is overridden, or one that it needs. Nothing is
/// READY then, so everybody comes to the cold path and looks; the other bits keep the status.
const OVERRIDABLE: u8 = 0x80;

// SAFETY: threads share `&T` and nothing else: a value is never moved out of its slot, nor
// dropped. That needs `T: Sync`, of which `new` asks for the proof, and there is no other way to
// make a slot but `renewed`, which has one already. (The bound is not here, so that a type without
// it is one error, at one place.)
unsafe impl<T, M: Sync> Sync for Slot<T, M> {}

impl<T, M> Slot<T, M> {
    pub(super) const fn new(node: &'static Node, shared: Shared<T>, maker: M) -> Self {
        Slot { maker, hook: shared.hook, entry: Entry::new::<T>(node), value: OnceCell::new() }
    }
}

impl<T, M: Maker<T>> Slot<T, M> {
    /// With a hook for the teardown.
    #[must_use]
    pub const fn dispose(mut self, hook: Hook<T>) -> Self {
        self.hook = Some(hook);
        self
    }

    /// The value; made first if need be.
    ///
    /// # Panics
    ///
    /// With the text of the `InitError`.
    #[inline]
    #[track_caller]
    pub fn instance(&'static self) -> &'static T {
        if !self.entry.is_ready() {
            #[cfg(feature = "testing")]
            return self.in_force_or_panic();
            #[cfg(not(feature = "testing"))]
            self.make_or_panic();
        }
        // SAFETY: either the state was READY, which is stored with Release only after the value
        // was set, and read with Acquire; or `make_or_panic` came back, which it does only with
        // the value set. A value that was set stays: nothing takes it out again.
        unsafe { self.value.get_unchecked() }
    }

    /// Itself, to be made on the way into `main`.
    #[must_use]
    pub const fn eager(&'static self) -> Eager {
        Eager::of(self)
    }

    /// Of one argument besides the place of the caller, so that every use is small, and giving back
    /// nothing, so that the value stays at its constant address.
    #[cfg(not(feature = "testing"))]
    #[cold]
    #[inline(never)]
    #[track_caller]
    fn make_or_panic(&'static self) {
        order::make_or_panic(self);
    }

    /// The value, or why it cannot be made.
    ///
    /// # Errors
    ///
    /// When the initialiser, or one that it needs, fails.
    #[inline]
    #[track_caller]
    pub fn try_instance(&'static self) -> Result<&'static T> {
        let mut slot = self;
        if !slot.entry.is_ready() {
            slot = swap::in_force(slot);
            order::make(slot, Location::caller())?;
        }
        // SAFETY: as in `instance`.
        Ok(unsafe { slot.value.get_unchecked() })
    }

    /// The value, if it is there.
    pub fn peek(&'static self) -> Option<&'static T> {
        let slot = if self.entry.is_ready() { self } else { swap::in_force(self) };
        if slot.entry.status() == Status::Ready { slot.value.get() } else { None }
    }

    /// The state of this singleton.
    pub fn status(&'static self) -> Status {
        swap::in_force(self).entry.status()
    }
}

impl<T, M: Maker<T>> AnySlot for Slot<T, M> {
    fn entry(&self) -> &Entry {
        &self.entry
    }

    fn make(&'static self) -> Result<(), BoxError> {
        self.maker.fill(&self.value, self.entry.name())
    }

    fn dispose(&'static self) -> Result<(), BoxError> {
        match (self.hook, self.value.get()) {
            (Some(hook), Some(value)) => hook(value),
            _ => Ok(()),
        }
    }

    fn has_hook(&self) -> bool {
        self.hook.is_some()
    }

    #[cfg(feature = "testing")]
    fn is_swappable(&self) -> bool {
        true
    }
}

impl Entry {
    pub(super) const fn new<T>(node: &'static Node) -> Self {
        Entry {
            node,
            home: Home::PROCESS,
            names: Names::Declared(std::any::type_name::<T>),
            record: Mutex::new(Record::new()),
            #[cfg(feature = "async")]
            task: task::Place::new(),
            state: AtomicU8::new(Status::Empty as u8),
        }
    }

    pub(super) const fn labelled(mut self, label: Option<Label>) -> Self {
        if let Some(label) = label {
            self.names = Names::Labelled(label);
        }
        self
    }

    #[inline]
    pub(super) fn is_ready(&self) -> bool {
        // Acquire pairs with the Release in `set`: who sees READY sees the value.
        self.state.load(Ordering::Acquire) == Status::Ready as u8
    }

    pub(crate) fn status(&self) -> Status {
        match self.state.load(Ordering::Acquire) & !OVERRIDABLE {
            0 => Status::Ready,
            1 => Status::Empty,
            2 => Status::Running,
            3 => Status::Failed,
            4 => Status::Disposing,
            _ => Status::Disposed,
        }
    }

    /// Called under the lock of `order` only.
    pub(super) fn set(&self, status: Status) {
        let mark = self.state.load(Ordering::Relaxed) & OVERRIDABLE;
        self.state.store(status as u8 | mark, Ordering::Release);
    }

    pub(super) fn home(&self) -> Home {
        self.home
    }

    /// As it is written in the source: `Config`, `Pool["primary"]`.
    pub(crate) fn name(&self) -> &'static str {
        match self.names {
            Names::Declared(_) => self.node.name(),
            Names::Labelled(label) => label.name,
        }
    }

    /// In full: `app::settings::Config`.
    pub(crate) fn type_name(&self) -> &'static str {
        match self.names {
            Names::Declared(type_name) => type_name(),
            Names::Labelled(label) => label.type_name,
        }
    }

    pub(super) fn keeps_errors(&self) -> bool {
        self.node.keeps_errors()
    }

    /// Whether its initialiser is a future.
    pub(super) fn is_async(&self) -> bool {
        self.node.is_async()
    }

    pub(crate) fn place(&self) -> &'static Location<'static> {
        self.node.place()
    }

    pub(crate) fn budget(&self) -> Option<Duration> {
        self.node.most()
    }
}
