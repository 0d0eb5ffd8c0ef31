//! aarch64, by yaxpeax-arm.

use yaxpeax_arch::{Decoder as _, U8Reader};
use yaxpeax_arm::armv8::a64::{InstDecoder, Instruction as Word, Opcode, Operand};

use crate::dis::instruction::{Flow, Instruction, Target};

pub(crate) const AVAILABLE: bool = true;

const WIDTH: usize = 4;

/// How far back the writer of a register is looked for that an indirect jump depends on.
const LOOK_BACK: usize = 12;

pub(crate) fn instructions(
    code: &[u8],
    address: usize,
) -> impl Iterator<Item = Instruction> + use<'_> {
    let decoder = InstDecoder::default();
    let mut before: Vec<Word> = Vec::new();
    code.chunks_exact(WIDTH).enumerate().map(move |(index, bytes)| {
        let offset = index * WIDTH;
        let word = decoder.decode(&mut U8Reader::new(bytes)).ok();
        let instruction = word.as_ref().map_or_else(
            || undecoded(offset, bytes),
            |word| decoded(word, &before, offset, bytes, address + offset),
        );
        before.extend(word);
        instruction
    })
}

/// A word that the decoder does not know: shown as a number, taken as one that goes on.
fn undecoded(offset: usize, bytes: &[u8]) -> Instruction {
    let word = bytes.iter().rev().fold(0_u32, |word, byte| word << 8 | u32::from(*byte));
    // `udf #0` and its like, on purpose not an instruction.
    let ends = word >> 16 == 0;
    Instruction {
        offset,
        bytes: bytes.to_vec(),
        mnemonic: if ends { "udf" } else { ".word" }.to_owned(),
        operands: if ends { format!("#{word:#x}") } else { format!("{word:#010x}") },
        normal: None,
        flow: if ends { Flow::Trap } else { Flow::Next },
        leaves: ends,
        target: None,
        data: None,
        comment: None,
    }
}

fn decoded(
    word: &Word,
    before: &[Word],
    offset: usize,
    bytes: &[u8],
    address: usize,
) -> Instruction {
    let text = word.to_string();
    let (mnemonic, operands) = text.split_once(' ').unwrap_or((&text, ""));
    let (flow, leaves) = flow(word, before);
    let far = distance(word).map(|far| address.wrapping_add_signed(far));
    let leads = matches!(flow, Flow::Jump | Flow::Branch | Flow::Call);
    // Where it leads is said when the function around it is known.
    let place = if leads { operands.find('$') } else { None };
    Instruction {
        offset,
        bytes: bytes.to_vec(),
        mnemonic: mnemonic.to_owned(),
        operands: operands[..place.unwrap_or(operands.len())].to_owned(),
        normal: normal(word, before, operands),
        flow,
        leaves,
        target: far.filter(|_| leads).map(|address| Target { address, offset: None, name: None }),
        data: far.filter(|_| !leads),
        comment: None,
    }
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
fn flow(word: &Word, before: &[Word]) -> (Flow, bool) {
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
fn is_table(jump: &Word, before: &[Word]) -> bool {
    let register = number(&jump.operands[0]);
    let mut earlier = before.iter().rev().take(LOOK_BACK);
    let writer = earlier.find(|word| number(&word.operands[0]) == register);
    writer.is_some_and(|word| word.opcode == Opcode::ADD)
}

fn number(operand: &Operand) -> Option<u16> {
    match operand {
        Operand::Register(_, number) | Operand::RegisterOrSP(_, number) => Some(*number),
        _ => None,
    }
}

/// `adrp x0, $+0x5000` and `add x0, x0, #0x310` say where a constant is, which changes with every
/// build.
fn normal(word: &Word, before: &[Word], operands: &str) -> Option<String> {
    let cut = |at: usize| Some(operands[..at].trim_end_matches([' ', ',']).to_owned());
    if matches!(word.opcode, Opcode::ADRP | Opcode::ADR) {
        return cut(operands.find('$')?);
    }
    let base = |operand: &Operand| match operand {
        Operand::RegisterOrSP(_, number)
        | Operand::Register(_, number)
        | Operand::RegPreIndex(number, ..) => Some(*number),
        _ => None,
    };
    let base = word.operands.iter().skip(1).find_map(base)?;
    let mut earlier = before.iter().rev().take(LOOK_BACK);
    let writer = earlier.find(|earlier| number(&earlier.operands[0]) == Some(base))?;
    (writer.opcode == Opcode::ADRP).then_some(())?;
    cut(operands.find('#')?)
}
