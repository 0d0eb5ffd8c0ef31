//! Whether two functions are the same machine code.

use super::Disassembly;
#[cfg(feature = "bench")]
use super::disassembly;

/// So far down callees are compared instead of their addresses.
#[cfg(feature = "bench")]
const DEEPEST: usize = 3;

/// Whether the functions at two addresses are the same machine code: the same instructions, which
/// read the same places and call functions that are the same. `None` where nobody can know it, as in
/// a build that is not optimised.
#[cfg(feature = "bench")]
pub(crate) fn same_functions(one: usize, other: usize) -> Option<bool> {
    if cfg!(debug_assertions) { None } else { same_down_to(DEEPEST, one, other) }
}

/// A closure that is not compiled into its only caller is a function of its own, at an address of its
/// own: what counts is the code there.
#[cfg(feature = "bench")]
fn same_down_to(depth: usize, one: usize, other: usize) -> Option<bool> {
    let read = |address| {
        let (subject, build) = (disassembly::Subject::Closure, disassembly::Build::Release);
        Disassembly::new(address, subject, String::new(), build)
    };
    same_but_for(&read(one), &read(other), &mut |one, other| {
        if depth == 0 { Some(false) } else { same_down_to(depth - 1, one, other) }
    })
}

/// What both call and read lies at the same addresses.
pub(super) fn same_code(one: &Disassembly, other: &Disassembly) -> Option<bool> {
    same_but_for(one, other, &mut |_, _| Some(false))
}

/// `callees` says whether what is called at two addresses is the same.
fn same_but_for(
    one: &Disassembly,
    other: &Disassembly,
    callees: &mut dyn FnMut(usize, usize) -> Option<bool>,
) -> Option<bool> {
    if one.problem.is_some() || other.problem.is_some() {
        return None;
    }
    let (one, other) = (&one.instructions, &other.instructions);
    if one.len() != other.len() {
        return Some(false);
    }
    for (one, other) in one.iter().zip(other) {
        let same = one.mnemonic == other.mnemonic
            && one.step.data == other.step.data
            && match (&one.target, &other.target) {
                (Some(one), Some(other)) => {
                    one.offset == other.offset
                        && (one.offset.is_some()
                            || one.address == other.address
                            || callees(one.address, other.address)?)
                }
                (None, None) => {
                    let operands = |it: &super::Instruction| {
                        it.normal.clone().unwrap_or_else(|| it.operands.clone())
                    };
                    operands(one) == operands(other)
                }
                _ => false,
            };
        if !same {
            return Some(false);
        }
    }
    Some(true)
}
