//! What is known of the machine code of one function.

use super::decode;
use super::extent::{self, Extent, ExtentFrom};
use super::image::Image;
use super::instruction::{Flow, Instruction, Target};
use super::names;
use super::problem::Problem;
use super::same::same_code;

/// The machine code of one function, as it is in this process; [`dis!`](crate::dis!) makes it.
///
/// Shown as text it is a table with the offset, the bytes and the text of each instruction, below
/// lines that say how much of it is known.
///
/// It is the copy that a call through the path, or through a function pointer, runs. The compiler
/// may have put others into the callers, and those can look different.
#[derive(Clone, Debug)]
pub struct Disassembly {
    pub(super) name: String,
    pub(super) subject: Subject,
    pub(super) build: Build,
    pub(super) aliases: Vec<String>,
    pub(super) bytes: Vec<u8>,
    pub(super) extent_from: ExtentFrom,
    pub(super) instructions: Vec<Instruction>,
    pub(super) problem: Option<Problem>,
    /// Where the code starts in memory, and the image that it is of.
    pub(super) address: usize,
    pub(super) base: usize,
}

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A path.
    Function,
    /// A closure, in a function of our own that does nothing but call it.
    Closure,
}

/// What is known of how the code was compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Build {
    /// With debug assertions, so most likely not optimised.
    Debug,
    /// Without, so most likely optimised.
    Release,
}

impl Disassembly {
    /// Of the function at `address`. Whatever the address is, only what is known to be code of this
    /// process is read.
    pub(crate) fn new(address: usize, subject: Subject, name: String, build: Build) -> Self {
        let mut it = Disassembly {
            name,
            subject,
            build,
            aliases: Vec::new(),
            bytes: Vec::new(),
            extent_from: ExtentFrom::Guess,
            instructions: Vec::new(),
            problem: None,
            address,
            base: 0,
        };
        match Image::of_code(address) {
            Ok(image) => it.read(&image),
            Err(problem) => it.problem = Some(problem),
        }
        it
    }

    fn read(&mut self, image: &Image) {
        let Extent { size, from } = extent::find(image, self.address);
        let code = image.code(self.address);
        self.bytes = code[..size.min(code.len())].to_vec();
        self.extent_from = from;
        self.base = image.base();
        self.aliases = names::at(image, self.address);
        // The function around a closure is ours, and no name that anybody knows.
        self.aliases.retain(|name| !name.contains("dis::thunk::Closure"));
        if !decode::AVAILABLE {
            self.problem = Some(Problem::NoDecoder);
            return;
        }
        self.instructions = decode::instructions(&self.bytes, self.address);
        for instruction in &mut self.instructions {
            settle(instruction, image, self.address, self.bytes.len());
        }
    }

    /// The path or the closure, as it stands in the source.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many bytes the function has.
    #[must_use]
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// How its end was found.
    #[must_use]
    pub fn extent_from(&self) -> ExtentFrom {
        self.extent_from
    }

    /// Every name that the program's symbols give to the address: functions with the same code may
    /// be one function, which then has the names of all. Empty without the feature `dis-names` and
    /// in a stripped program.
    #[must_use]
    pub fn aliases(&self) -> &[String] {
        &self.aliases
    }

    /// The machine code itself.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its instructions, in the order in which they lie in memory. Empty where nothing can decode
    /// them: [`problem`](Self::problem) says why.
    #[must_use]
    pub fn instructions(&self) -> &[Instruction] {
        &self.instructions
    }

    /// Why there are no instructions, or not even bytes.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        self.problem
    }

    /// The mnemonics alone: what is done, without to what.
    #[must_use]
    pub fn kinds(&self) -> Vec<&str> {
        self.instructions.iter().map(Instruction::mnemonic).collect()
    }

    /// The instructions that call a function which stands fixed, tail calls among them.
    #[must_use]
    pub fn calls(&self) -> Vec<&Instruction> {
        self.with(Flow::Call)
    }

    /// The instructions that call what a register or memory names: methods of `dyn Trait`, function
    /// pointers; tail calls among them.
    #[must_use]
    pub fn indirect_calls(&self) -> Vec<&Instruction> {
        self.with(Flow::IndirectCall)
    }

    fn with(&self, flow: Flow) -> Vec<&Instruction> {
        self.instructions.iter().filter(|instruction| instruction.step.flow == flow).collect()
    }

    /// Whether both are the same code: the same instructions, and what they call or read at the same
    /// addresses. `None` where there is no code to compare.
    #[must_use]
    pub fn is_identical(&self, other: &Self) -> Option<bool> {
        same_code(self, other)
    }
}

/// What can be said of an instruction only when the function around it is known.
fn settle(instruction: &mut Instruction, image: &Image, start: usize, size: usize) {
    if let Some(data) = instruction.step.data {
        let constant = image.constant(data);
        if let (Flow::IndirectCall, Some(address)) = (instruction.step.flow, constant) {
            // A call through a slot that the loader has filled and sealed is as fixed as any.
            instruction.step.flow = Flow::Call;
            let name = name(address);
            instruction.comment = Some(name.clone().unwrap_or_else(|| outside(image, address)));
            instruction.target = Some(Target { address, offset: None, name });
            return;
        }
        instruction.comment = name(data);
    }
    if let Some(target) = &mut instruction.target {
        let offset = target.address.wrapping_sub(start);
        target.offset = (offset < size).then_some(offset);
        let text = if let Some(offset) = target.offset {
            format!("+{offset:#x}")
        } else {
            // A jump out of the function is a call of what it leads to.
            instruction.step.flow = Flow::Call;
            target.name = name(target.address);
            target.name.clone().unwrap_or_else(|| outside(image, target.address))
        };
        instruction.operands.push_str(&text);
    }
}

fn name(address: usize) -> Option<String> {
    Image::of(address).and_then(|image| names::of(&image, address))
}

/// A place that has no name; the same in every run.
fn outside(image: &Image, address: usize) -> String {
    match Image::of(address) {
        Some(other) if other.base() == image.base() => {
            format!("image+{:#x}", address.wrapping_sub(image.base()))
        }
        _ => format!("{address:#x}"),
    }
}
