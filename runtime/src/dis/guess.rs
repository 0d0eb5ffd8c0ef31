//! The end of a function of which no table knows it.

use super::decode;
use super::instruction::Flow;
use super::step::Step;

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
    for step in decode::scan(code, address) {
        let end = step.offset + step.size;
        if let Some(target) = step.target.filter(|_| stays(&step)) {
            furthest = furthest.max(target);
        }
        if ends(&step) && furthest < address + end {
            return end;
        }
    }
    code.len()
}

/// A jump out of the function is written as one that reaches far, since only the linker knows where
/// it leads; those inside of it are as short as they can be.
fn stays(step: &Step) -> bool {
    match step.flow {
        Flow::Branch => true,
        Flow::Jump => step.size == 2,
        _ => false,
    }
}

fn ends(step: &Step) -> bool {
    match step.flow {
        Flow::Jump | Flow::Table | Flow::Return | Flow::Trap => true,
        Flow::IndirectCall => step.leaves,
        Flow::Next | Flow::Branch | Flow::Call => false,
    }
}
