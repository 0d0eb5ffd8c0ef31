//! A disassembly as text.

use std::fmt::{self, Display, Formatter, Write as _};

use super::disassembly::{Build, Disassembly, Subject};

/// The bytes in one line of a dump.
const DUMPED: usize = 16;

impl Display for Disassembly {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let mut lines = self.head();
        match self.instructions.as_slice() {
            [] => lines.extend(self.dump()),
            _ => lines.extend(self.table()),
        }
        formatter.write_str(&lines.join("\n"))
    }
}

impl Disassembly {
    fn head(&self) -> Vec<String> {
        let mut lines = vec![self.name.clone()];
        lines.extend(self.problem.map(|problem| format!("; {problem}")));
        if self.bytes.is_empty() {
            return lines;
        }
        let mut size = some(self.bytes.len(), "byte");
        if !self.instructions.is_empty() {
            size = format!("{size}, {}", some(self.instructions.len(), "instruction"));
        }
        let arch = std::env::consts::ARCH;
        lines.push(format!("; {arch}, {size}; end {}", self.extent_from));
        if !self.aliases.is_empty() {
            lines.push(format!("; at this address: {}", self.aliases.join(", ")));
        }
        lines.push(format!("; {}", self.what_it_is_worth()));
        lines
    }

    /// How far the text can be trusted to be what runs.
    fn what_it_is_worth(&self) -> &'static str {
        match (self.build, self.subject) {
            (Build::Debug, Subject::Function) => {
                "built with debug assertions: most likely not optimised"
            }
            (Build::Debug, Subject::Closure) => {
                "built with debug assertions: most likely not optimised, and only a call of the \
                 closure"
            }
            (Build::Release, Subject::Function) => {
                "the copy that this path calls; callers may have others inlined"
            }
            (Build::Release, Subject::Closure) => {
                "the closure alone, called by reference; callers may have it inlined"
            }
        }
    }

    fn table(&self) -> impl Iterator<Item = String> + '_ {
        let widest = |width: fn(&super::Instruction) -> usize| {
            self.instructions.iter().map(width).max().unwrap_or_default()
        };
        let bytes = widest(|it| it.bytes.len() * 3);
        let mnemonic = widest(|it| it.mnemonic.len());
        let operands = widest(|it| it.operands.len().min(40));
        let offset = format!("{:#x}", self.bytes.len()).len();
        self.instructions.iter().map(move |it| {
            let comment = it.comment.as_ref().map(|name| format!("; {name}")).unwrap_or_default();
            let line = format!(
                "  +{:#0offset$x}  {:bytes$} {:mnemonic$} {:operands$}  {comment}",
                it.offset(),
                hex(&it.bytes),
                it.mnemonic,
                it.operands,
            );
            line.trim_end().to_owned()
        })
    }

    fn dump(&self) -> impl Iterator<Item = String> + '_ {
        let lines = self.bytes.chunks(DUMPED).enumerate();
        lines.map(|(line, bytes)| format!("  +{:#06x}  {}", line * DUMPED, hex(bytes)))
    }
}

fn some(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 3);
    for byte in bytes {
        let space = if text.is_empty() { "" } else { " " };
        // A string takes everything.
        _ = write!(text, "{space}{byte:02x}");
    }
    text
}
