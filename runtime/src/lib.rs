//! One attribute says how long a thing lives; the toolkit then makes it, shares it, measures it and
//! takes it down.
//!
//! | attribute | what it does |
//! |---|---|
//! | [`#[singleton]`](macro@singleton) | one value per process, made on first use, dependencies first |
//! | [`#[disposable]`](macro@disposable) | taken down on purpose, once, with every error kept |
//! | [`#[cached]`](macro@cached) | one value for each set of arguments, kept while it is worth it |
//! | [`#[scoped]`](macro@scoped) | what a function uses is disposed at its end, and no error is lost |
//! | [`#[instrumented]`](macro@instrumented) | calls, time and allocations of a function, exactly |
//! | [`#[tracked]`](macro@tracked) | how many values of a type are alive, and where they were made |
//! | [`#[derive(Layout)]`](derive@Layout) | where the bytes of a type are, and what its layout has to keep to |
//! | [`#[members]`](macro@members) | what the blocks of a type declare, kind by kind |
//! | [`#[utility]`](macro@utility) | a type without values, whose functions take no `self` |
//! | [`#[tenure::main]`](macro@main) | eager singletons before `main`; teardown, leaks and the report after it |
//!
//! | macro | what it tells |
//! |---|---|
//! | [`scope!`](crate::scope!) | where time and memory go in a part of a function |
//! | [`assert_allocs!`](crate::assert_allocs!), [`assert_no_alloc!`](crate::assert_no_alloc!) | whether code allocates no more than it may |
//! | [`assert_layout!`](crate::assert_layout!), [`size_report!`](crate::size_report!) | how large types are |
//! | [`members_of!`](crate::members_of!) | what all blocks of a type declare |
//! | [`dis!`](crate::dis!), [`assert_asm!`](crate::assert_asm!) | the machine code of one function, as it is in the process |
//!
//! With the feature `bench`, `measure` and `compare!` tell what pieces of code take, `footprint` and
//! `owned_heap` what values take, `leak_check` what is left behind, and `heap_use` all that code does
//! with the heap.
//!
//! ```
//! use tenure::singleton;
//!
//! #[singleton(init = || Config { port: 80 })]
//! struct Config {
//!     port: u16,
//! }
//!
//! assert_eq!(Config::instance().port, 80);
//! ```
//!
//! The features are in the README: `eager` (on by default), `instrument`, `alloc`, `async`, `bench`,
//! `cache`, `json`, `speedscope`, `svg`, `dis`, `dis-names`, `testing` and `track`.

extern crate tenure_macros as macros;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod alloc;
#[cfg_attr(not(feature = "bench"), path = "bench/off.rs")]
mod bench;
#[cfg(feature = "cache")]
mod cached;
mod clock;
#[cfg(feature = "dis")]
pub mod dis;
#[cfg(not(feature = "dis"))]
#[path = "dis/off.rs"]
mod dis;
mod disposable;
mod heap;
mod instrumented;
pub mod layout;
pub mod members;
mod message;
mod probe;
mod process;
mod report;
mod singleton;
mod sync;
#[cfg(feature = "testing")]
pub mod testing;
mod timeline;
mod tracked;
mod utility;
mod variable;

pub use alloc::Alloc;
#[cfg(feature = "bench")]
pub use bench::comparison::Comparison;
#[cfg(feature = "bench")]
pub use bench::metrics::{Metrics, Times, measure};
#[cfg(feature = "bench")]
pub use bench::sampling::Sampling;
#[cfg(feature = "bench")]
pub use bench::verdict::Verdict;
#[cfg(feature = "cache")]
pub use cached::registry::{CacheInfo, caches};
#[cfg(feature = "cache")]
pub use cached::stats::CacheStats;
#[cfg(feature = "cache")]
pub use cached::{Cache, WeakCache};
#[cfg(feature = "async")]
pub use disposable::async_dispose::AsyncDispose;
#[cfg(feature = "async")]
pub use disposable::async_shared::SharedAsyncDisposeStack;
#[cfg(feature = "async")]
pub use disposable::async_stack::AsyncDisposeStack;
pub use disposable::collector::Collector;
pub use disposable::disposals::Disposal;
pub use disposable::error::{BoxError, DisposeError, IntoOutcome};
pub use disposable::failure::{Cause, Failure};
pub use disposable::from_scope::FromScope;
pub use disposable::leak::{Leak, LeakKind, leaks};
pub use disposable::owned::Owned;
pub use disposable::panic::Panic;
pub use disposable::scope_error::ScopeError;
pub use disposable::shared_stack::SharedDisposeStack;
pub use disposable::sink::set_leak_sink;
pub use disposable::stack::DisposeStack;
pub use disposable::state::Guard;
pub use disposable::using::using;
#[cfg(feature = "async")]
pub use disposable::using_async::using_async;
pub use disposable::{Dispose, DisposeShared, with};
#[cfg(feature = "bench")]
pub use heap::footprint::{Footprint, footprint};
#[cfg(feature = "bench")]
pub use heap::leak::{Leftover, leak_check};
#[cfg(feature = "bench")]
pub use heap::owned::{Heap, owned_heap};
#[cfg(feature = "bench")]
pub use heap::usage::{HeapUse, heap_use};
pub use instrumented::current::{Caller, InCurrent, in_current};
pub use instrumented::recording::{is_recording, set_recording};
#[cfg(feature = "instrument")]
pub use instrumented::scope::Scope;
pub use instrumented::session::{LocalSession, Session, assert_contracts};
#[cfg(not(feature = "instrument"))]
pub use instrumented::site::Scope;
pub use layout::{Layout, TypeLayout, layout_of_val};
pub use macros::{
    Layout, cached, disposable, instrumented, main, members, scoped, singleton, tracked, utility,
};
pub use process::{Process, exit, start};
pub use report::diff::{Change, Diff, DiffRow, Figure};
pub use report::functions::{Function, Memory, ThreadTime};
pub use report::show::ReportTable;
pub use report::sort::Sort;
pub use report::violations::Violation;
pub use report::{Report, report};
pub use singleton::Singleton;
pub use singleton::cell::Status;
pub use singleton::error::{InitError, Link};
#[cfg(feature = "async")]
pub use singleton::future::{Instance, TryInstance};
pub use singleton::init_info::{InitInfo, InitMemory, InitWait};
pub use singleton::keyed::lookup::Lookup;
pub use singleton::keyed::singleton::KeyedSingleton;
pub use singleton::managed::handle::Handle;
pub use singleton::registry::{SingletonInfo, singletons};
pub use singleton::run::InitOutcome;
pub use singleton::teardown::teardown;
pub use timeline::{Timeline, TimelineInit, timeline};
pub use tracked::Tracked;
pub use tracked::count::{Count, Counts};
pub use tracked::diff::{SiteDiff, SnapshotDiff, TypeDiff};
pub use tracked::finalize::{Finalizer, Watched, finalize};
pub use tracked::live::Live;
pub use tracked::shared_pointer::SharedPointer;
pub use tracked::snapshot::{Snapshot, TrackedSite, TrackedType, snapshot};
pub use tracked::switch::{is_tracking, set_tracking};
pub use tracked::weak_set::{WeakSet, WeakSetIter};
pub use utility::Utility;

/// The blocks of the README are tests of this crate, with the features that they show.
#[cfg(all(
    doctest,
    feature = "async",
    feature = "bench",
    feature = "cache",
    feature = "dis",
    feature = "testing",
    feature = "track"
))]
#[doc = include_str!("../../README.md")]
struct Readme;
