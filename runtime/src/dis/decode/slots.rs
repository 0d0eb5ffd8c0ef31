//! Calls through a register that was loaded from a fixed place: `mov rbx,[rip+0x2f1a]` once, and
//! `call rbx` wherever the same function is called.

use iced_x86::{Instruction as Iced, Mnemonic, OpKind, Register};

use crate::dis::instruction::Flow;
use crate::dis::step::Step;

/// They survive calls, so what is loaded into them once is still there.
const KEPT: &[Register] =
    &[Register::RBX, Register::RBP, Register::R12, Register::R13, Register::R14, Register::R15];

/// They have an operand, but leave it as it is.
const READERS: &[Mnemonic] =
    &[Mnemonic::Bt, Mnemonic::Call, Mnemonic::Cmp, Mnemonic::Jmp, Mnemonic::Push, Mnemonic::Test];

/// They change their second operand too.
const EXCHANGES: &[Mnemonic] = &[Mnemonic::Cmpxchg, Mnemonic::Xadd, Mnemonic::Xchg];

/// Gives each call through such a register the place it was loaded from.
pub(super) fn find(code: &mut [(Iced, Step)]) {
    for call in 0..code.len() {
        let (iced, step) = code[call];
        if step.flow == Flow::IndirectCall && iced.op0_kind() == OpKind::Register {
            let register = iced.op0_register();
            let slot = just_loaded(code, call, register).or_else(|| only_loaded(code, register));
            code[call].1.data = slot;
        }
    }
}

/// Nothing writes the register or jumps in between the load and the call.
fn just_loaded(code: &[(Iced, Step)], call: usize, register: Register) -> Option<usize> {
    let kept = KEPT.contains(&register);
    let is_call = |step: &Step| matches!(step.flow, Flow::Call | Flow::IndirectCall);
    let load = code[..call].iter().rposition(|(iced, step)| {
        writes(iced, register) || step.leaves || (!kept && is_call(step))
    });
    let load = load.filter(|load| writes(&code[*load].0, register))?;
    let slot = loaded(&code[load].0)?;
    let inside = load..=call;
    let (start, end) = (code[load].0.next_ip(), code[call].0.ip());
    let jumps_in = |(index, (_, step)): (usize, &(Iced, Step))| {
        let lands = step.target.is_some_and(|target| (start..=end).contains(&(target as u64)));
        !inside.contains(&index) && (lands || step.flow == Flow::Table)
    };
    (!code.iter().enumerate().any(jumps_in)).then_some(slot)
}

/// Nothing else is ever put into the register, but what the caller had in it.
fn only_loaded(code: &[(Iced, Step)], register: Register) -> Option<usize> {
    let written = code.iter().map(|(iced, _)| iced).filter(|iced| writes(iced, register));
    let mut slots = written.filter(|iced| iced.mnemonic() != Mnemonic::Pop).map(loaded);
    let first = slots.next().filter(|_| KEPT.contains(&register))??;
    slots.all(|slot| slot == Some(first)).then_some(first)
}

/// From where a `mov` takes a whole register.
fn loaded(iced: &Iced) -> Option<usize> {
    let load = iced.mnemonic() == Mnemonic::Mov && iced.is_ip_rel_memory_operand();
    let whole = (Register::RAX..=Register::R15).contains(&iced.op0_register());
    (load && whole).then(|| super::to_address(iced.ip_rel_memory_address()))
}

fn writes(iced: &Iced, register: Register) -> bool {
    let is = |kind: OpKind, operand: Register| {
        kind == OpKind::Register && number(operand).is_some_and(|it| Some(it) == number(register))
    };
    (is(iced.op0_kind(), iced.op0_register()) && !READERS.contains(&iced.mnemonic()))
        || (EXCHANGES.contains(&iced.mnemonic()) && is(iced.op1_kind(), iced.op1_register()))
}

/// Of a general register or a part of one: `al`, `ah`, `ax`, `eax` and `rax` are 0.
fn number(register: Register) -> Option<usize> {
    /// The first of each size, and the number that it has.
    const FIRST: [(Register, usize); 6] = [
        (Register::RAX, 0),
        (Register::EAX, 0),
        (Register::AX, 0),
        (Register::SPL, 4),
        (Register::AH, 0),
        (Register::AL, 0),
    ];
    let general = (Register::AL..=Register::R15).contains(&register);
    let (first, number) = FIRST.into_iter().find(|(first, _)| general && register >= *first)?;
    Some(register as usize - first as usize + number)
}

#[cfg(test)]
mod tests {
    use crate::dis::decode;
    use crate::dis::instruction::Flow;

    const START: usize = 0x1000;
    /// `mov rbx,[rip+0x10]`
    const LOAD: &[u8] = &[0x48, 0x8b, 0x1d, 0x10, 0, 0, 0];
    const CALL: &[u8] = &[0xff, 0xd3];
    /// `mov rbx,rax`
    const OTHER: &[u8] = &[0x48, 0x89, 0xc3];
    const RETURN: &[u8] = &[0xc3];

    /// The place that each indirect call takes its function from.
    fn slots(parts: &[&[u8]]) -> Vec<Option<usize>> {
        let steps = decode::steps(&parts.concat(), START);
        let calls = steps.iter().filter(|step| step.flow == Flow::IndirectCall);
        calls.map(|step| step.data).collect()
    }

    #[test]
    fn a_register_that_was_loaded_once_is_known_at_every_call() {
        let slot = Some(START + LOAD.len() + 0x10);
        assert_eq!(slots(&[LOAD, CALL, CALL, RETURN]), [slot, slot]);
        // Used again behind its last call.
        assert_eq!(slots(&[LOAD, CALL, OTHER, RETURN]), [slot]);
        // A loop around the call: nothing else is ever in it.
        assert_eq!(slots(&[LOAD, CALL, &[0x75, 0xfc], RETURN]), [slot]);
    }

    #[test]
    fn a_register_that_may_hold_something_else_is_not() {
        assert_eq!(slots(&[LOAD, OTHER, CALL, RETURN]), [None]);
        // `mov bl,1` is a part of it.
        assert_eq!(slots(&[LOAD, &[0xb3, 1], CALL, RETURN]), [None]);
        // `xchg rax,rbx`
        assert_eq!(slots(&[LOAD, &[0x48, 0x93], CALL, RETURN]), [None]);
        // From elsewhere, with another value: `jmp` over the load.
        assert_eq!(slots(&[OTHER, &[0xeb, 7], LOAD, CALL, RETURN]), [None]);
        // `mov rax,[rip]; call rbx; call rax`: what the first one returned.
        let load = &[0x48, 0x8b, 0x05, 0, 0, 0, 0][..];
        assert_eq!(slots(&[load, CALL, &[0xff, 0xd0], RETURN]), [None, None]);
    }
}
