//! What differs between the code of two functions.

use std::fmt;

use super::Disassembly;
use super::instruction::Instruction;

/// Above this the middle of two functions is taken as replaced as a whole.
const MOST: usize = 4 << 20;

/// What differs between the code of two functions; [`diff`] makes it.
#[derive(Clone, Debug)]
pub struct Diff {
    names: [String; 2],
    lines: Vec<(Side, String)>,
    comparable: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Both,
    Left,
    Right,
}

/// Compares the code of two functions, without what depends on where it lies: addresses, the
/// distance of constants, the labels of jumps. Calls are compared by name with the feature
/// `dis-names`.
///
/// ```
/// use tenure::dis;
///
/// fn add(a: i64, b: i64) -> i64 {
///     a.wrapping_add(b)
/// }
/// fn sub(a: i64, b: i64) -> i64 {
///     a.wrapping_sub(b)
/// }
///
/// let diff = dis::diff(&dis!(add), &dis!(sub));
/// assert!(diff.to_string().starts_with("--- add\n+++ sub\n")); // and the lines that differ
/// ```
#[must_use]
pub fn diff(left: &Disassembly, right: &Disassembly) -> Diff {
    let normal = |it: &Disassembly| -> Vec<String> {
        if it.instructions.is_empty() {
            return it.bytes.chunks(4).map(|bytes| format!("{bytes:02x?}")).collect();
        }
        it.instructions.iter().map(normalised).collect()
    };
    let lines = compare(&normal(left), &normal(right));
    let comparable = !left.bytes.is_empty() && !right.bytes.is_empty();
    Diff { names: [left.name.clone(), right.name.clone()], lines, comparable }
}

impl Diff {
    /// Whether nothing differs. Of code that could not be read nobody knows, so it is not the same.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.comparable && self.lines.iter().all(|(side, _)| *side == Side::Both)
    }
}

fn normalised(instruction: &Instruction) -> String {
    let Instruction { mnemonic, operands, normal, target, .. } = instruction;
    let operands = match target {
        Some(target) if target.offset.is_some() => "",
        Some(target) => target.name.as_deref().unwrap_or_default(),
        None => normal.as_ref().unwrap_or(operands),
    };
    format!("{mnemonic} {operands}").trim_end().to_owned()
}

/// The lines of both, with as many as possible in common.
fn compare(left: &[String], right: &[String]) -> Vec<(Side, String)> {
    let alike = |pairs: &mut dyn Iterator<Item = (&String, &String)>| {
        pairs.take_while(|(left, right)| left == right).count()
    };
    let head = alike(&mut left.iter().zip(right));
    let (common, left) = left.split_at(head);
    let right = &right[head..];
    let tail = alike(&mut left.iter().rev().zip(right.iter().rev()));
    let (left, end) = left.split_at(left.len() - tail);
    let right = &right[..right.len() - tail];
    let mut lines: Vec<_> = common.iter().map(|line| (Side::Both, line.clone())).collect();
    lines.extend(middle(left, right));
    lines.extend(end.iter().map(|line| (Side::Both, line.clone())));
    lines
}

/// By the longest common subsequence.
fn middle(left: &[String], right: &[String]) -> Vec<(Side, String)> {
    let (rows, columns) = (left.len() + 1, right.len() + 1);
    let mut lines = Vec::new();
    let (mut i, mut j) = (0, 0);
    if rows * columns <= MOST {
        let mut longest = vec![0_u32; rows * columns];
        for i in (0..left.len()).rev() {
            for j in (0..right.len()).rev() {
                longest[i * columns + j] = if left[i] == right[j] {
                    longest[(i + 1) * columns + j + 1] + 1
                } else {
                    longest[(i + 1) * columns + j].max(longest[i * columns + j + 1])
                };
            }
        }
        while i < left.len() && j < right.len() {
            if left[i] == right[j] {
                lines.push((Side::Both, left[i].clone()));
                (i, j) = (i + 1, j + 1);
            } else if longest[(i + 1) * columns + j] >= longest[i * columns + j + 1] {
                lines.push((Side::Left, left[i].clone()));
                i += 1;
            } else {
                lines.push((Side::Right, right[j].clone()));
                j += 1;
            }
        }
    }
    lines.extend(left[i..].iter().map(|line| (Side::Left, line.clone())));
    lines.extend(right[j..].iter().map(|line| (Side::Right, line.clone())));
    lines
}

impl fmt::Display for Diff {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [left, right] = &self.names;
        write!(formatter, "--- {left}\n+++ {right}")?;
        if !self.comparable {
            return write!(formatter, "\n  (not comparable: there is no code)");
        }
        if self.is_same() {
            return write!(formatter, "\n  (the same {} instructions)", self.lines.len());
        }
        for (side, line) in &self.lines {
            let mark = match side {
                Side::Both => ' ',
                Side::Left => '-',
                Side::Right => '+',
            };
            write!(formatter, "\n{mark} {line}")?;
        }
        Ok(())
    }
}
