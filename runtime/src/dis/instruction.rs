//! One machine instruction.

use std::fmt;

use super::step::Step;

/// One instruction of a [`Disassembly`](super::Disassembly).
#[derive(Clone, Debug)]
pub struct Instruction {
    pub(super) step: Step,
    pub(super) bytes: Vec<u8>,
    pub(super) mnemonic: String,
    pub(super) operands: String,
    /// The operands without what depends on where the code lies.
    pub(super) normal: Option<String>,
    pub(super) target: Option<Target>,
    /// What lies at the address that an operand names.
    pub(super) comment: Option<String>,
}

/// Where the processor goes on behind an instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Flow {
    /// At the next instruction.
    Next,
    /// At a fixed place inside of the function.
    Jump,
    /// At a fixed place inside of the function, or at the next instruction.
    Branch,
    /// In a function that stands fixed, and then at the next instruction; or, with a jump out of
    /// the function, nowhere in here (a tail call).
    Call,
    /// In the function whose address is in a register or in memory, as with `dyn Trait` and
    /// function pointers; a tail call too.
    IndirectCall,
    /// At one of the places that a table lists, as of a `match`.
    Table,
    /// At the caller.
    Return,
    /// Nowhere: the process is ended, or a debugger asked.
    Trap,
}

/// Where a jump, a branch or a direct call leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub(super) address: usize,
    pub(super) offset: Option<usize>,
    pub(super) name: Option<String>,
}

impl Instruction {
    /// How many bytes behind the start of the function it stands.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.step.offset
    }

    /// The bytes of it.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What it does: `add`, `ret`.
    #[must_use]
    pub fn mnemonic(&self) -> &str {
        &self.mnemonic
    }

    /// What it does that to, in the notation of the processor's maker; where it leads when it is a
    /// jump or a call.
    #[must_use]
    pub fn operands(&self) -> &str {
        &self.operands
    }

    /// Where the processor goes on.
    #[must_use]
    pub fn flow(&self) -> Flow {
        self.step.flow
    }

    /// Where a jump, a branch or a direct call leads.
    #[must_use]
    pub fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }
}

impl Target {
    /// The address in this process.
    #[must_use]
    pub fn address(&self) -> usize {
        self.address
    }

    /// How many bytes behind the start of the function it lies, if it lies in it.
    #[must_use]
    pub fn offset(&self) -> Option<usize> {
        self.offset
    }

    /// The name of the function there, with the feature `dis-names` and while the program has its
    /// symbols.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

impl fmt::Display for Instruction {
    /// The mnemonic, the operands, and behind a `;` the name of what they lead to or read.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { mnemonic, operands, comment, .. } = self;
        let comment = comment.as_ref().map(|name| format!("  ; {name}")).unwrap_or_default();
        let text = format!("{mnemonic} {operands}");
        write!(formatter, "{}{comment}", text.trim_end())
    }
}
