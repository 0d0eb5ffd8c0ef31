//! No decoder for this processor: all there is are the bytes.

use crate::dis::instruction::Instruction;
use crate::dis::step::Step;

pub(crate) const AVAILABLE: bool = false;

pub(crate) fn scan(_: &[u8], _: usize) -> impl Iterator<Item = Step> {
    std::iter::empty()
}

pub(crate) fn steps(_: &[u8], _: usize) -> Vec<Step> {
    Vec::new()
}

pub(crate) fn instructions(_: &[u8], _: usize) -> Vec<Instruction> {
    Vec::new()
}
