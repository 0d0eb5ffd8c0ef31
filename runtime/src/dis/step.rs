//! What one instruction does to the order in which code runs; all that is asked of functions that
//! are only passed through.

use super::instruction::Flow;

/// One instruction without its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) offset: usize,
    pub(super) size: usize,
    pub(super) flow: Flow,
    /// Whether the next instruction is not run behind this one, or behind what it calls.
    pub(super) leaves: bool,
    /// Where a jump, a branch or a call leads.
    pub(super) target: Option<usize>,
    /// The address that an operand names, and that lies a fixed way from the instruction.
    pub(super) data: Option<usize>,
}
