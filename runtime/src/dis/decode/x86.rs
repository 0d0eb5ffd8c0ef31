//! x86 and x86-64, by iced-x86.

#[path = "slots.rs"]
mod slots;

use std::collections::VecDeque;

use iced_x86::{Decoder, DecoderOptions, FastFormatter, Instruction as Iced};
use iced_x86::{Mnemonic, OpKind, Register};

use crate::dis::instruction::{Flow, Instruction, Target};
use crate::dis::step::Step;

pub(crate) const AVAILABLE: bool = true;

/// How far back the load is looked for that an indirect jump depends on.
const LOOK_BACK: usize = 12;

/// One after the other, for as long as somebody wants more.
pub(crate) fn scan(code: &[u8], address: usize) -> impl Iterator<Item = Step> + use<'_> {
    decode(code, address).map(|(_, step)| step)
}

/// Of a function whose end is known.
pub(crate) fn steps(code: &[u8], address: usize) -> Vec<Step> {
    whole(code, address).into_iter().map(|(_, step)| step).collect()
}

fn whole(code: &[u8], address: usize) -> Vec<(Iced, Step)> {
    let mut decoded: Vec<_> = decode(code, address).collect();
    slots::find(&mut decoded);
    decoded
}

pub(crate) fn instructions(code: &[u8], address: usize) -> Vec<Instruction> {
    let mut formatter = FastFormatter::new();
    let options = formatter.options_mut();
    options.set_use_hex_prefix(true);
    options.set_uppercase_hex(false);
    options.set_rip_relative_addresses(true);
    let with_text = |(iced, step): (Iced, Step)| {
        let mut text = String::new();
        formatter.format(&iced, &mut text);
        let (mnemonic, operands) = split(&text);
        Instruction {
            step,
            bytes: code[step.offset..step.offset + step.size].to_vec(),
            mnemonic: mnemonic.to_owned(),
            normal: iced.is_ip_rel_memory_operand().then(|| without_distance(operands)),
            // Where it leads is said when the function around it is known.
            operands: if is_near_branch(&iced) { String::new() } else { operands.to_owned() },
            target: step.target.map(|address| Target { address, offset: None, name: None }),
            comment: None,
        }
    };
    whole(code, address).into_iter().map(with_text).collect()
}

fn decode(code: &[u8], address: usize) -> impl Iterator<Item = (Iced, Step)> + use<'_> {
    let decoder = Decoder::with_ip(usize::BITS, code, address as u64, DecoderOptions::NONE);
    let mut before = VecDeque::with_capacity(LOOK_BACK + 1);
    decoder.into_iter().map(move |iced| {
        let (flow, leaves) = flow(&iced, &before);
        let near = is_near_branch(&iced);
        let relative = iced.is_ip_rel_memory_operand();
        let step = Step {
            offset: to_address(iced.ip()) - address,
            size: iced.len(),
            flow,
            leaves,
            target: near.then(|| to_address(iced.near_branch_target())),
            data: relative.then(|| to_address(iced.ip_rel_memory_address())),
        };
        before.push_front(iced);
        before.truncate(LOOK_BACK);
        (iced, step)
    })
}

/// Addresses of this process fit.
#[allow(clippy::cast_possible_truncation)]
fn to_address(address: u64) -> usize {
    address as usize
}

/// `lock xadd [rdi],rax`: a prefix belongs to the mnemonic.
fn split(text: &str) -> (&str, &str) {
    const PREFIXES: &[&str] =
        &["bnd", "lock", "notrack", "rep", "repe", "repne", "xacquire", "xrelease"];
    let mut end = 0;
    for word in text.split(' ') {
        end += word.len();
        if !PREFIXES.contains(&word) {
            break;
        }
        end += 1;
    }
    let end = end.min(text.len());
    (&text[..end], text[end..].trim_start())
}

/// `[rip+0x2f1a]` says how far a constant is from here, which changes with every build.
fn without_distance(operands: &str) -> String {
    let start = operands.find("[rip").map_or(operands.len(), |start| start + "[rip".len());
    let end = operands[start..].find(']').map_or(operands.len(), |end| start + end);
    format!("{}{}", &operands[..start], &operands[end..])
}

fn is_near_branch(iced: &Iced) -> bool {
    matches!(iced.op0_kind(), OpKind::NearBranch16 | OpKind::NearBranch32 | OpKind::NearBranch64)
}

/// With whether the next instruction is left out for good.
fn flow(iced: &Iced, before: &VecDeque<Iced>) -> (Flow, bool) {
    match iced.mnemonic() {
        Mnemonic::Call if is_near_branch(iced) => (Flow::Call, false),
        Mnemonic::Call => (Flow::IndirectCall, false),
        Mnemonic::Jmp if is_near_branch(iced) => (Flow::Jump, true),
        Mnemonic::Jmp if is_table(iced, before) => (Flow::Table, true),
        Mnemonic::Jmp => (Flow::IndirectCall, true),
        Mnemonic::Ret | Mnemonic::Retf | Mnemonic::Iretq | Mnemonic::Iretd => (Flow::Return, true),
        Mnemonic::Ud0
        | Mnemonic::Ud1
        | Mnemonic::Ud2
        | Mnemonic::Int
        | Mnemonic::Int3
        | Mnemonic::Hlt
        | Mnemonic::INVALID => (Flow::Trap, true),
        _ if is_near_branch(iced) => (Flow::Branch, false),
        _ => (Flow::Next, false),
    }
}

/// `jmp [table+8*rax]`, or a jump to a sum of a table's entry and its start: a place in the same
/// function, where `jmp [rsi+18h]` and `jmp rcx` with an address from memory are calls.
fn is_table(jump: &Iced, before: &VecDeque<Iced>) -> bool {
    if jump.op0_kind() != OpKind::Register {
        return jump.memory_index() != Register::None && jump.memory_index_scale() > 1;
    }
    let register = jump.op0_register();
    let mut earlier = before.iter();
    let writer = earlier.find(|iced| {
        iced.op0_kind() == OpKind::Register
            && iced.op0_register() == register
            && !matches!(iced.mnemonic(), Mnemonic::Cmp | Mnemonic::Push | Mnemonic::Test)
    });
    writer.is_some_and(|iced| {
        iced.mnemonic() == Mnemonic::Add
            || (iced.mnemonic() == Mnemonic::Mov
                && iced.op1_kind() == OpKind::Memory
                && iced.memory_base() == Register::None
                && iced.memory_index() != Register::None)
    })
}
