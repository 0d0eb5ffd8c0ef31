//! Sorted entries on disk that wait to be merged.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use tenure::instrumented;

use crate::entry::{Entry, Posting};

/// So many runs at most: each is an open file with a buffer.
const MOST: usize = 64;

/// Temporary files without a name beside the index; the system removes them when they are closed,
/// however the program ends.
pub(crate) struct Runs {
    folder: PathBuf,
    files: Vec<File>,
}

#[instrumented]
impl Runs {
    /// No runs yet; they will be in `folder`.
    #[instrumented(skip)]
    pub(crate) fn new(folder: &Path) -> Self {
        Runs { folder: folder.to_owned(), files: Vec::new() }
    }

    /// Writes `entries`, which are sorted, as a new run.
    pub(crate) fn spill(&mut self, entries: Vec<Entry>) -> io::Result<()> {
        let file = self.write(entries.into_iter().map(Ok))?;
        self.files.push(file);
        if self.files.len() == MOST {
            let merged = self.merge()?;
            let file = self.write(merged)?;
            self.files.push(file);
        }
        Ok(())
    }

    /// Takes out the entries of all runs, sorted, each word once.
    pub(crate) fn merge(&mut self) -> io::Result<Merge> {
        Merge::new(self.files.drain(..))
    }

    fn write(&self, entries: impl Iterator<Item = io::Result<Entry>>) -> io::Result<File> {
        let mut run = BufWriter::new(tempfile::tempfile_in(&self.folder)?);
        let mut bytes = Vec::new();
        for entry in entries {
            bytes.clear();
            entry?.encode(&mut bytes);
            run.write_all(&bytes)?;
        }
        let mut file = run.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        Ok(file)
    }
}

/// Reads several runs as one. Holds one entry of each.
pub(crate) struct Merge {
    runs: Vec<BufReader<File>>,
    heads: BinaryHeap<Reverse<Head>>,
}

/// The next entry of a run. Of equal words the one of the earlier run comes first, so that files
/// stay in order.
#[derive(Eq, Ord, PartialEq, PartialOrd)]
struct Head {
    word: Box<str>,
    run: usize,
    postings: Vec<Posting>,
}

impl Merge {
    fn new(files: impl Iterator<Item = File>) -> io::Result<Self> {
        let runs: Vec<_> = files.map(BufReader::new).collect();
        let mut merge = Merge { heads: BinaryHeap::with_capacity(runs.len()), runs };
        (0..merge.runs.len()).try_for_each(|run| merge.advance(run))?;
        Ok(merge)
    }

    fn advance(&mut self, run: usize) -> io::Result<()> {
        if let Some(Entry { word, postings }) = Entry::decode(&mut self.runs[run])? {
            self.heads.push(Reverse(Head { word, run, postings }));
        }
        Ok(())
    }

    /// The first of all heads, if it is `word` or no word is asked for.
    fn pop(&mut self, word: Option<&str>) -> io::Result<Option<Entry>> {
        match self.heads.peek() {
            Some(Reverse(head)) if word.is_none_or(|word| *head.word == *word) => {}
            _ => return Ok(None),
        }
        let Some(Reverse(Head { word, run, postings })) = self.heads.pop() else { return Ok(None) };
        self.advance(run)?;
        Ok(Some(Entry { word, postings }))
    }

    fn next_entry(&mut self) -> io::Result<Option<Entry>> {
        let Some(mut entry) = self.pop(None)? else { return Ok(None) };
        while let Some(same) = self.pop(Some(&entry.word))? {
            entry.append(same.postings);
        }
        Ok(Some(entry))
    }
}

impl Iterator for Merge {
    type Item = io::Result<Entry>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_entry().transpose()
    }
}
