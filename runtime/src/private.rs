//! Every name that generated code may use, grouped by pattern; re-exports only.

// Shared.
pub use core::prelude::v1::derive;

pub use crate as tenure;
pub use crate::macros::{Disposable, Singleton, Tracked, located};
pub use crate::probe::{Is, IsNot};
pub use crate::singleton::initialiser::never;

// `compare!`.
#[cfg(feature = "bench")]
pub use crate::bench::comparison::compare;
#[cfg(feature = "bench")]
pub use crate::bench::work::{Candidate, task};
#[cfg(feature = "bench")]
pub use crate::macros::{checked_rows, refused_rows};
// `#[cached]`.
pub use std::time::Duration;

#[cfg(feature = "cache")]
pub use crate::__kept as kept;
pub use crate::__last as last;
#[cfg(feature = "cache")]
pub use crate::cached::allowed::{Kept, Key, Owned, Shared};
#[cfg(feature = "cache")]
pub use crate::cached::flight::Found;

// `#[disposable]`.
pub use core::marker::Sized;
pub use core::matches;
pub use core::mem::replace;
pub use core::ops::Drop;
pub use core::primitive::bool;

pub use crate::__accounted as accounted;
pub use crate::__single as single;
pub use crate::__skipped as skipped;
pub use crate::disposable::Outcome;
#[cfg(feature = "async")]
pub use crate::disposable::async_fallback::{fallback_awaited, ignore_awaited, report_awaited};
#[cfg(feature = "async")]
pub use crate::disposable::async_returned::{Ended, call, give};
#[cfg(feature = "async")]
pub use crate::disposable::async_steps::{AwaitedSteps, is_over};
#[cfg(feature = "async")]
pub use crate::disposable::async_ways::{Rest, Way};
pub use crate::disposable::fallback::{fallback, fallback_without_guard};
pub use crate::disposable::fallback::{ignore, report, report_without_guard};
pub use crate::disposable::owns::{owns, part};
pub use crate::disposable::parts::apart;
pub use crate::disposable::steps::{State, Steps};

// `#[instrumented]`.
pub use std::boxed::Box;

#[cfg(feature = "instrument")]
pub use crate::instrumented::contract::Contract;
pub use crate::instrumented::mention::mention;
#[cfg(not(feature = "instrument"))]
pub use crate::instrumented::site::Contract;
pub use crate::instrumented::site::{HERE, Site};

// `#[derive(Layout)]`, `assert_layout!`, `size_report!`.
pub use core::mem::offset_of;

pub use crate::__condition as condition;
pub use crate::__conditions as conditions;
pub use crate::__limit as limit;
pub use crate::__tail as tail;
pub use crate::__whole as whole_of;
pub use crate::layout::Field;
pub use crate::layout::assert_layout::{any, named};
pub use crate::layout::guard::{Guard, Limit};
pub use crate::layout::made::tail as tail_of;
pub use crate::layout::made::{Tag, Tail, field, inside, place, value, whole, whole_or_tail};
pub use crate::layout::size_report::size_row;

// `#[members]`.
pub use crate::__registered as registered;
pub use crate::members::block::{Block, DECLARED, Registered, type_id};

// `#[scoped]`.
pub use crate::disposable::scope::scope;

// `dis!`, `assert_asm!`.
#[cfg(feature = "dis")]
pub use core::cfg;

#[cfg(feature = "dis")]
pub use crate::dis::asserts::{Limits, assert_asm};
#[cfg(feature = "dis")]
pub use crate::dis::function::{Function, candidate, disassemble, disassemble_closure};
#[cfg(feature = "dis")]
pub use crate::dis::function::{FunctionPointer, MaybeFunction, NoFunction, SafeFunction};
#[cfg(feature = "dis")]
pub use crate::dis::thunk::entry;

// `assert_allocs!` and `compare!`.
pub use core::{compile_error, concat, stringify};
pub use std::format;

pub use crate::heap::assertion::{Bound, allocations};

// `#[singleton]`.
pub use core::ops::FnOnce;
pub use core::option::Option;
pub use std::rc::Rc;
pub use std::thread_local;

#[cfg(feature = "eager")]
pub use inventory::submit;

pub use crate::__blame as blame;
pub use crate::__eager as eager;
pub use crate::__local as local;
pub use crate::__rule as rule;
pub use crate::__rules as rules;
pub use crate::__shared as shared;
pub use crate::__text as text;
pub use crate::singleton::Declared;
pub use crate::singleton::cell::{Result, Slot};
pub use crate::singleton::dependency::{Dependency, Listed};
pub use crate::singleton::initialiser::{hook, made, make, make_with};
pub use crate::singleton::keyed::label::{NoText, Text};
pub use crate::singleton::keyed::parameter::Parameter;
pub use crate::singleton::keyed::{Keyed, KeyedDeclared};
pub use crate::singleton::local::LocalSlot;
pub use crate::singleton::local::place::{Local, Place};
pub use crate::singleton::managed::ManagedSlot;
pub use crate::singleton::node::Node;
pub use crate::singleton::rules::{found, member, proven, refuse};

// `#[tenure::main]`.
pub use std::process::ExitCode;

pub use crate::process::run;

// `#[tracked]`.
pub use core::marker::{Send, Sync};
pub use std::sync::Arc;
pub use std::vec::Vec;

pub use crate::__listing as listing;
pub use crate::tracked::instances::{InArc, instances, into_arc};
pub use crate::tracked::listing::{Listing, listed_by};
pub use crate::tracked::record::Declaration;
// `#[utility]`.
pub use crate::utility::is_utility;
