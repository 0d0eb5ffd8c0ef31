//! The machine code of one function, read in the process that runs it.
//!
//! [`dis!`](crate::dis!) gives a [`Disassembly`]; [`assert_asm!`](crate::assert_asm!) holds a
//! function to what its code may be; [`diff`] compares two. The decoders are those of x86 and
//! aarch64; elsewhere there are bytes.

pub(crate) mod asserts;
mod decode;
mod diff;
mod disassembly;
mod extent;
pub(crate) mod function;
mod guess;
mod image;
mod instruction;
mod known;
mod listing;
#[cfg(feature = "dis-names")]
mod names;
#[cfg(not(feature = "dis-names"))]
#[path = "no_names.rs"]
mod names;
mod panics;
mod problem;
mod same;
mod step;
pub(crate) mod thunk;

pub use diff::{Diff, diff};
pub use disassembly::Disassembly;
pub use extent::ExtentFrom;
pub use instruction::{Flow, Instruction, Target};
pub use panics::MayPanic;
pub use problem::Problem;
#[cfg(feature = "bench")]
pub(crate) use same::same_functions;
