//! `measure` and `compare!`: memory and time of pieces of code, in separate phases.
//!
//! Memory first: each row runs a few times, and what it allocates is counted. Then time: batches of
//! the rows take turns, in a new random order each round, and what is compared are the ratios of
//! batches of one round, since what disturbs the machine for a moment disturbs both.

mod assertions;
mod calibration;
mod code;
pub(crate) mod comparison;
mod counting;
#[cfg(feature = "json")]
mod json;
mod macros;
mod memory;
pub(crate) mod metrics;
mod order;
mod pairing;
mod remarks;
mod rounds;
pub(crate) mod sampling;
mod statistics;
mod table;
mod units;
pub(crate) mod verdict;
pub(crate) mod work;
