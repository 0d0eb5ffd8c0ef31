//! `#[instrumented]`: a tree of calls for each thread, updated in place.
//!
//! What runs with every call is inlined always: in a debug build, where nothing is inlined otherwise,
//! the frames of small functions are most of the cost, and in a release build the registers they
//! save.

#![cfg_attr(
    feature = "instrument",
    expect(clippy::inline_always, reason = "what runs with every call may cost no frame")
)]

#[cfg(feature = "instrument")]
mod by_address;
#[cfg(feature = "instrument")]
mod call;
#[cfg(feature = "instrument")]
mod callees;
#[cfg(feature = "instrument")]
mod calling;
#[cfg(feature = "instrument")]
pub(crate) mod collect;
#[cfg(feature = "instrument")]
pub(crate) mod contract;
#[cfg(feature = "instrument")]
mod contract_future;
#[cfg(feature = "instrument")]
mod copies;
pub(crate) mod current;
#[cfg(feature = "instrument")]
mod difference;
#[cfg(feature = "instrument")]
mod durations;
#[cfg(feature = "instrument")]
mod filter;
#[cfg(feature = "instrument")]
mod first;
#[cfg(all(feature = "instrument", unix))]
mod fork;
#[cfg(feature = "instrument")]
mod frame;
#[cfg(feature = "instrument")]
mod future;
#[cfg(feature = "instrument")]
mod histogram;
#[cfg(feature = "instrument")]
mod memory;
pub(crate) mod mention;
#[cfg(feature = "instrument")]
mod node;
#[cfg(feature = "instrument")]
mod overhead;
#[cfg(feature = "instrument")]
mod panics;
mod part;
#[cfg(feature = "instrument")]
mod paths;
#[cfg(feature = "instrument")]
mod prediction;
pub(crate) mod recording;
#[cfg(feature = "instrument")]
mod registry;
#[cfg(feature = "instrument")]
mod resumed;
mod returned;
#[cfg(feature = "instrument")]
mod row;
#[cfg(feature = "instrument")]
mod sampling;
#[cfg(feature = "instrument")]
pub(crate) mod scope;
pub(crate) mod session;
#[cfg_attr(feature = "instrument", path = "site.rs")]
#[cfg_attr(not(feature = "instrument"), path = "off.rs")]
pub(crate) mod site;
#[cfg(feature = "instrument")]
mod snapshot;
#[cfg(feature = "instrument")]
pub(crate) mod switches;
#[cfg(feature = "instrument")]
mod system;
#[cfg(feature = "instrument")]
mod table;
#[cfg(feature = "instrument")]
mod thread;
#[cfg(feature = "instrument")]
mod untimed;
#[cfg(feature = "instrument")]
mod windows;
#[cfg(feature = "instrument")]
mod word;

/// Lets the calling thread do now what it has to do before it can record its first call: that may
/// allocate.
pub(crate) fn prepare() {
    #[cfg(feature = "instrument")]
    {
        let _ready = thread::current().known();
        let _read = switches::budget();
    }
}
