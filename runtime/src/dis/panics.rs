//! Whether a function can panic, as far as its machine code and that of what it calls tell.

use std::collections::HashMap;

use super::image::Image;
use super::instruction::{Flow, Instruction};
use super::step::Step;
use super::{Disassembly, decode, extent, known, names};
use crate::dis::extent::ExtentFrom;

/// Whether a function can panic: what nobody knows is neither yes nor no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MayPanic {
    /// Somewhere in it, or in what it calls, a panic starts; whether that is ever reached is not
    /// asked.
    Yes,
    /// Nowhere in it, and nowhere in what it calls.
    No,
    /// It calls what a register or memory names, or code of another language, or so much that
    /// nobody has followed it all; or there is no code to look at.
    Unknown,
}

/// So many functions are followed, and no more.
const MOST: usize = 1000;

/// And so many that call each other.
const DEEPEST: usize = 64;

/// What is known of the functions that were met.
struct Search {
    met: HashMap<usize, MayPanic>,
    depth: usize,
}

impl Disassembly {
    /// Whether it can panic, as far as its code and that of what it calls tell.
    #[must_use]
    pub fn may_panic(&self) -> MayPanic {
        let mut search = Search::new(self.address);
        let all = self.instructions.iter().map(|it| search.instruction(it));
        if self.instructions.is_empty() { MayPanic::Unknown } else { worst(all) }
    }

    /// The calls that end in a panic, or of which nobody knows it.
    pub(super) fn that_panic(&self, how: MayPanic) -> Vec<&Instruction> {
        let mut search = Search::new(self.address);
        self.instructions.iter().filter(|it| search.instruction(it) == how).collect()
    }
}

/// One that panics decides, then one that is unknown.
fn worst(all: impl Iterator<Item = MayPanic>) -> MayPanic {
    let mut result = MayPanic::No;
    for one in all {
        match one {
            MayPanic::Yes => return MayPanic::Yes,
            MayPanic::Unknown => result = MayPanic::Unknown,
            MayPanic::No => {}
        }
    }
    result
}

impl Search {
    /// From the function at `start`, which adds nothing when it calls itself.
    fn new(start: usize) -> Self {
        Search { met: HashMap::from([(start, MayPanic::No)]), depth: 0 }
    }

    fn instruction(&mut self, instruction: &Instruction) -> MayPanic {
        let target = instruction.target.as_ref().map(|target| target.address);
        match (instruction.step.flow, target) {
            (Flow::Call, Some(target)) => self.function(target),
            (Flow::Call | Flow::IndirectCall, _) => MayPanic::Unknown,
            _ => MayPanic::No,
        }
    }

    fn function(&mut self, address: usize) -> MayPanic {
        if let Some(known) = self.met.get(&address) {
            return *known;
        }
        if self.met.len() >= MOST || self.depth >= DEEPEST {
            return MayPanic::Unknown;
        }
        // One that is met again in itself adds nothing to what it does.
        self.met.insert(address, MayPanic::No);
        self.depth += 1;
        let result = self.look(address);
        self.depth -= 1;
        self.met.insert(address, result);
        result
    }

    fn look(&mut self, address: usize) -> MayPanic {
        if let Some(known) = known::at(address) {
            return known;
        }
        let Ok(image) = Image::of_code(address) else { return MayPanic::Unknown };
        let names = names::at(&image, address);
        if let Some(known) = names.iter().find_map(|name| known::named(name)) {
            return known;
        }
        let extent = extent::find(&image, address);
        let code = image.code(address);
        let code = &code[..extent.size.min(code.len())];
        let steps = decode::steps(code, address);
        // Of what nobody knows the end, only a jump to somewhere else is known.
        if steps.is_empty() || (extent.from == ExtentFrom::Guess && steps.len() > 2) {
            return MayPanic::Unknown;
        }
        let size = code.len();
        worst(steps.iter().map(|step| self.step(step, &image, address, size)))
    }

    fn step(&mut self, step: &Step, image: &Image, start: usize, size: usize) -> MayPanic {
        let target = match step.flow {
            Flow::Call | Flow::Jump | Flow::Branch => step.target,
            Flow::IndirectCall => match step.data.and_then(|slot| image.constant(slot)) {
                Some(address) => Some(address),
                None => return MayPanic::Unknown,
            },
            _ => None,
        };
        match target.filter(|target| !(start..start + size).contains(target)) {
            Some(target) => self.function(target),
            None => MayPanic::No,
        }
    }
}
