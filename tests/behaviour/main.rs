//! What a user may rely on, pattern by pattern; one process for all.

#![allow(missing_docs)]

mod asynchronous;
#[cfg(feature = "bench")]
mod bench;
mod cached;
mod combinations;
#[cfg(feature = "dis")]
mod dis;
mod disposable;
#[cfg(all(feature = "bench", feature = "instrument"))]
mod heap;
mod hygiene;
#[cfg(feature = "instrument")]
mod instrumented;
mod keyed;
mod layout;
mod managed;
mod members;
#[cfg(feature = "testing")]
mod overrides;
mod provided;
mod renamed;
#[cfg(feature = "instrument")]
mod report;
mod rules;
#[cfg(feature = "instrument")]
mod shapes;
mod singleton;
mod thread_local;
mod timeline;
mod tracked;
mod utility;

/// Counts for the tests that look at bytes; without the feature it only forwards.
#[global_allocator]
static ALLOC: tenure::Alloc = tenure::Alloc::new();
