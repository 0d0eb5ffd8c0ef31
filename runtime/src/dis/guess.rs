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

#[cfg(all(test, target_arch = "x86_64"))]
mod tests {
    use super::size;

    #[test]
    fn it_ends_at_the_last_way_out_that_is_reached() {
        let nop_and_more = [0x90; 8];
        for (code, expected) in [
            // ret
            (&[0xc3][..], 1),
            // je +1; ret; nop; ret
            (&[0x74, 0x01, 0xc3, 0x90, 0xc3], 5),
            // jmp, out of the function
            (&[0xe9, 0x00, 0x01, 0x00, 0x00], 5),
            // jmp +1, inside of it; int3; ret
            (&[0xeb, 0x01, 0xcc, 0xc3], 4),
            // call; ud2
            (&[0xe8, 0x00, 0x01, 0x00, 0x00, 0x0f, 0x0b], 7),
            // jmp rcx
            (&[0xff, 0xe1], 2),
        ] {
            let code = [code, &nop_and_more].concat();
            assert_eq!(size(&code, 0x1000), expected, "{code:x?}");
        }
        // What has no end is all there is.
        assert_eq!(size(&nop_and_more, 0x1000), nop_and_more.len());
        assert_eq!(size(&[], 0x1000), 0);
    }
}
