//! Whether a function can panic, as far as its machine code tells.

use super::Disassembly;
use super::instruction::{Flow, Instruction};

/// Whether a function can panic: what nobody knows is neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MayPanic {
    /// It calls a function that panics.
    Yes,
    /// It calls nothing, so it cannot.
    No,
    /// It calls what is not known to panic and not known not to, or it could not be decoded.
    Unknown,
}

/// Functions that do nothing but panic, and the folders of those.
const PANICS: &[&str] = &[
    "core::cell::panic_already",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::panicking::",
    "core::result::unwrap_failed",
    "core::slice::copy_from_slice_impl::len_mismatch_fail",
    "core::slice::index::slice_",
    "core::str::slice_error_fail",
    "std::panicking::begin_panic",
    "std::panicking::panic",
    "std::rt::begin_panic",
    "std::rt::panic",
];

impl Disassembly {
    /// Whether it can panic, as far as its code and its calls tell.
    #[must_use]
    pub fn may_panic(&self) -> MayPanic {
        if self.instructions.is_empty() || !self.unknown().is_empty() {
            return if self.panics().is_empty() { MayPanic::Unknown } else { MayPanic::Yes };
        }
        if self.panics().is_empty() { MayPanic::No } else { MayPanic::Yes }
    }

    /// The calls that are known to panic.
    pub(super) fn panics(&self) -> Vec<&Instruction> {
        self.instructions.iter().filter(|it| panics(it)).collect()
    }

    /// The calls of which nobody knows it.
    pub(super) fn unknown(&self) -> Vec<&Instruction> {
        let calls = |it: &&Instruction| matches!(it.flow, Flow::Call | Flow::IndirectCall);
        self.instructions.iter().filter(calls).filter(|it| !panics(it)).collect()
    }
}

/// Whether it calls a function that is known to panic.
fn panics(instruction: &Instruction) -> bool {
    let name = instruction.target.as_ref().and_then(|target| target.name.as_deref());
    name.is_some_and(|name| PANICS.iter().any(|panic| name.starts_with(panic)))
}
