//! What other toolkits promise, in the words of this one. The numbers are those of the design
//! notes; `tests/ported.rs` counts them.

mod exit_stacks;
mod guards;
mod holders;
mod iterators;
mod pools;
mod scopes;
mod stacks;
mod threads;
