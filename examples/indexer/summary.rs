//! What was done, in two lines.

use std::fmt;
use std::path::PathBuf;

use indicatif::{HumanBytes, HumanCount};

/// The figures of a run.
#[derive(Default)]
pub(crate) struct Summary {
    pub(crate) folder: String,
    pub(crate) index: PathBuf,
    pub(crate) files: u32,
    pub(crate) bytes: u64,
    pub(crate) words: u64,
    pub(crate) distinct: u64,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Summary { folder, index, files, bytes, words, distinct } = self;
        let files = counted(u64::from(*files), "file");
        let (words, distinct) = (counted(*words, "word"), HumanCount(*distinct));
        writeln!(f, "{folder}: {files}, {}, {words}, {distinct} different", HumanBytes(*bytes))?;
        write!(f, "index: {}", index.display())
    }
}

/// `1 file`, `2 files`.
pub(crate) fn counted(count: u64, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", HumanCount(count))
}
