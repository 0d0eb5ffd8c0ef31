//! Whether two closures are the same machine code.

use super::function::Function;
use super::thunk;
use super::{Disassembly, disassembly};

/// Whether two closures are the same machine code, called through the same: the same instructions,
/// and what they call or read lies at the same addresses. `None` where nobody can know it, as in a
/// build that is not optimised.
#[allow(dead_code, reason = "the feature `bench` asks")]
pub(crate) fn same_closures<A, B, F, G>(one: &F, other: &G) -> Option<bool>
where
    F: FnMut() -> A,
    G: FnMut() -> B,
{
    if cfg!(debug_assertions) {
        return None;
    }
    let one = read(thunk::entry(one));
    let other = read(thunk::entry(other));
    same_code(&one, &other)
}

#[allow(dead_code, reason = "the feature `bench` asks")]
fn read(entry: *const Function) -> Disassembly {
    let (subject, build) = (disassembly::Subject::Closure, disassembly::Build::Release);
    Disassembly::new(entry.addr(), subject, String::new(), build)
}

pub(super) fn same_code(one: &Disassembly, other: &Disassembly) -> Option<bool> {
    if one.problem.is_some() || other.problem.is_some() {
        return None;
    }
    let (one, other) = (&one.instructions, &other.instructions);
    let same = one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| {
            let place = |it: &super::Instruction| {
                it.target.as_ref().map(|target| target.offset.unwrap_or(target.address))
            };
            one.mnemonic == other.mnemonic
                && place(one) == place(other)
                && one.step.data == other.step.data
                && (place(one).is_some()
                    || one.normal.as_ref().unwrap_or(&one.operands)
                        == other.normal.as_ref().unwrap_or(&other.operands))
        });
    Some(same)
}
