//! No decoder for this processor: all there is are the bytes.

use crate::dis::instruction::Instruction;

pub(crate) const AVAILABLE: bool = false;

pub(crate) fn instructions(_: &[u8], _: usize) -> impl Iterator<Item = Instruction> {
    std::iter::empty()
}
