//! aarch64, by yaxpeax-arm.

use std::collections::VecDeque;

use yaxpeax_arch::{Decoder as _, U8Reader};
use yaxpeax_arm::armv8::a64::{InstDecoder, Instruction as Word, Opcode, Operand};

use crate::dis::instruction::{Flow, Instruction, Target};
use crate::dis::step::Step;

pub(crate) const AVAILABLE: bool = true;

const WIDTH: usize = 4;

/// How far back the writer of a register is looked for that an indirect jump depends on.
const LOOK_BACK: usize = 12;

/// One after the other, for as long as somebody wants more.
pub(crate) fn scan(code: &[u8], address: usize) -> impl Iterator<Item = Step> + use<'_> {
    decode(code, address).map(|(_, step, _)| step)
}

/// Of a function whose end is known.
pub(crate) fn steps(code: &[u8], address: usize) -> Vec<Step> {
    scan(code, address).collect()
}

pub(crate) fn instructions(code: &[u8], address: usize) -> Vec<Instruction> {
    let with_text = |(word, step, base): (Option<Word>, Step, Base)| {
        let bytes = &code[step.offset..step.offset + step.size];
        let text = word.map_or_else(|| undecoded(bytes), |word| word.to_string());
        let (mnemonic, operands) = text.split_once(' ').unwrap_or((&text, ""));
        let operands = operands.trim_start();
        let normal = word.and_then(|word| normal(&word, base, operands));
        // Where it leads is said when the function around it is known.
        let place = if step.target.is_some() { operands.find('$') } else { None };
        Instruction {
            step,
            bytes: bytes.to_vec(),
            mnemonic: mnemonic.to_owned(),
            operands: operands[..place.unwrap_or(operands.len())].to_owned(),
            normal,
            target: step.target.map(|address| Target { address, offset: None, name: None }),
            comment: None,
        }
    };
    decode(code, address).map(with_text).collect()
}

/// With whether the operand is relative to an address that an earlier instruction made.
fn decode(
    code: &[u8],
    address: usize,
) -> impl Iterator<Item = (Option<Word>, Step, Base)> + use<'_> {
    let decoder = InstDecoder::default();
    let mut before = VecDeque::with_capacity(LOOK_BACK + 1);
    code.chunks_exact(WIDTH).enumerate().map(move |(index, bytes)| {
        let offset = index * WIDTH;
        let word = decoder.decode(&mut U8Reader::new(bytes)).ok();
        let (flow, leaves) = word.as_ref().map_or_else(
            || if is_udf(bytes) { (Flow::Trap, true) } else { (Flow::Next, false) },
            |word| flow(word, &before),
        );
        let far = word.as_ref().and_then(distance);
        let far = far.map(|far| (address + offset).wrapping_add_signed(far));
        let leads = matches!(flow, Flow::Jump | Flow::Branch | Flow::Call);
        let base = word.as_ref().map_or(Base::Other, |word| base(word, &before));
        let step = Step {
            offset,
            size: WIDTH,
            flow,
            leaves,
            target: far.filter(|_| leads),
            data: far.filter(|_| !leads),
        };
        if let Some(word) = word {
            before.push_front(word);
            before.truncate(LOOK_BACK);
        }
        (word, step, base)
    })
}

/// A word that the decoder does not know is shown as a number.
fn undecoded(bytes: &[u8]) -> String {
    let word = bytes.iter().rev().fold(0_u32, |word, byte| word << 8 | u32::from(*byte));
    if is_udf(bytes) { format!("udf #{word:#x}") } else { format!(".word {word:#010x}") }
}

/// `udf #0` and its like: on purpose not an instruction.
fn is_udf(bytes: &[u8]) -> bool {
    bytes[2..] == [0, 0]
}

/// How far away what an operand names lies.
fn distance(word: &Word) -> Option<isize> {
    let operand = word.operands.iter().find_map(|operand| match operand {
        Operand::PCOffset(far) => Some(*far),
        _ => None,
    });
    operand.and_then(|far| isize::try_from(far).ok())
}

/// With whether the next instruction is left out for good.
fn flow(word: &Word, before: &VecDeque<Word>) -> (Flow, bool) {
    match word.opcode {
        Opcode::B => (Flow::Jump, true),
        Opcode::BL => (Flow::Call, false),
        Opcode::BLR | Opcode::BLRAA | Opcode::BLRAB | Opcode::BLRAAZ | Opcode::BLRABZ => {
            (Flow::IndirectCall, false)
        }
        Opcode::BR if is_table(word, before) => (Flow::Table, true),
        Opcode::BR | Opcode::BRAA | Opcode::BRAB | Opcode::BRAAZ | Opcode::BRABZ => {
            (Flow::IndirectCall, true)
        }
        Opcode::RET | Opcode::RETAA | Opcode::RETAB | Opcode::ERET => (Flow::Return, true),
        Opcode::BRK | Opcode::HLT | Opcode::UDF => (Flow::Trap, true),
        Opcode::Bcc(_) | Opcode::CBZ | Opcode::CBNZ | Opcode::TBZ | Opcode::TBNZ => {
            (Flow::Branch, false)
        }
        _ => (Flow::Next, false),
    }
}

/// A jump to a sum of a table's entry and its start leads to a place in the same function; one to
/// an address from memory is a call.
fn is_table(jump: &Word, before: &VecDeque<Word>) -> bool {
    let register = number(&jump.operands[0]);
    let mut earlier = before.iter();
    let writer = earlier.find(|word| number(&word.operands[0]) == register);
    writer.is_some_and(|word| word.opcode == Opcode::ADD)
}

fn number(operand: &Operand) -> Option<u16> {
    match operand {
        Operand::Register(_, number) | Operand::RegisterOrSP(_, number) => Some(*number),
        _ => None,
    }
}

/// What the immediate of an instruction is relative to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Base {
    /// A page that an `adrp` in front named.
    Page,
    Other,
}

fn base(word: &Word, before: &VecDeque<Word>) -> Base {
    let base = |operand: &Operand| match operand {
        Operand::RegisterOrSP(_, number)
        | Operand::Register(_, number)
        | Operand::RegPreIndex(number, ..) => Some(*number),
        _ => None,
    };
    let base = word.operands.iter().skip(1).find_map(base);
    let writer =
        before.iter().find(|earlier| base.is_some() && number(&earlier.operands[0]) == base);
    match writer {
        Some(writer) if writer.opcode == Opcode::ADRP => Base::Page,
        _ => Base::Other,
    }
}

/// `adrp x0, $+0x5000` and `add x0, x0, #0x310` say where a constant is, which changes with every
/// build.
fn normal(word: &Word, base: Base, operands: &str) -> Option<String> {
    let address = matches!(word.opcode, Opcode::ADRP | Opcode::ADR);
    let mark = match base {
        _ if address => '$',
        Base::Page => '#',
        Base::Other => return None,
    };
    let at = operands.find(mark)?;
    Some(operands[..at].trim_end_matches([' ', ',']).to_owned())
}
