//! The end of a function of which no table knows it.

use super::decode;
use super::instruction::{Flow, Instruction};

/// No function that nobody knows anything of is followed further.
const MOST: usize = 64 << 10;

/// What is shown where nothing can be followed.
const WITHOUT_DECODER: usize = 64;

/// How many bytes the function at the start of `code` has, by its branches.
pub(super) fn size(code: &[u8], address: usize) -> usize {
    let code = &code[..code.len().min(MOST)];
    if !decode::AVAILABLE {
        return code.len().min(WITHOUT_DECODER);
    }
    let mut furthest = address;
    for instruction in decode::instructions(code, address) {
        let end = instruction.offset + instruction.bytes.len();
        if let Some(target) = instruction.target.as_ref().filter(|_| stays(&instruction)) {
            furthest = furthest.max(target.address);
        }
        if ends(&instruction) && furthest < address + end {
            return end;
        }
    }
    code.len()
}

/// A jump out of the function is written as one that reaches far, since only the linker knows where
/// it leads; those inside of it are as short as they can be.
fn stays(instruction: &Instruction) -> bool {
    match instruction.flow {
        Flow::Branch => true,
        Flow::Jump => instruction.bytes.len() == 2,
        _ => false,
    }
}

fn ends(instruction: &Instruction) -> bool {
    match instruction.flow {
        Flow::Jump | Flow::Table | Flow::Return | Flow::Trap => true,
        Flow::IndirectCall => instruction.leaves,
        Flow::Next | Flow::Branch | Flow::Call => false,
    }
}
