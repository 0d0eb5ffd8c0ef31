//! From a folder to an index.

use std::io;
use std::path::{Path, PathBuf};

use tenure::{Dispose as _, instrumented};

use crate::draft::Draft;
use crate::index;
use crate::paths::Paths;
use crate::postings::Postings;
use crate::problem::Problem;
use crate::problems::Problems;
use crate::progress::Progress;
use crate::runs::Runs;
use crate::settings::Settings;
use crate::source;
use crate::summary::Summary;
use crate::trouble::Trouble;
use crate::walk::{self, Sources};
use crate::writer::IndexWriter;

/// Reads source files one after the other. What does not fit into memory waits on the disk, in
/// temporary files beside the index.
pub(crate) struct IndexBuilder {
    /// The folder of the index.
    beside: PathBuf,
    postings: Postings,
    runs: Runs,
    paths: Paths,
    summary: Summary,
}

#[instrumented]
impl IndexBuilder {
    /// Makes sure that the index can be written, before any work is done for it.
    pub(crate) fn new(settings: &Settings) -> Result<Self, Problem> {
        let index = &settings.index;
        let beside = index::prepare(index)?;
        Ok(IndexBuilder {
            postings: Postings::new(settings.memory),
            runs: Runs::new(&beside),
            paths: Paths::new(&beside).map_err(Problem::of(&beside, Trouble::Temporary))?,
            summary: Summary { index: index.clone(), ..Summary::default() },
            beside,
        })
    }

    /// Indexes every source file under `folder`. A file that cannot be read is reported, and the
    /// rest goes on.
    pub(crate) fn index(mut self, folder: &Path) -> Result<Summary, Problem> {
        self.summary.folder = walk::check(folder)?.to_string_lossy().into_owned();
        let progress = Progress::instance();
        if progress.is_visible() {
            progress.begin(Sources::of(folder).count());
        }
        let mut buffer = Vec::new();
        for path in Sources::of(folder) {
            let file = path.and_then(|path| Ok((source::read(&path, &mut buffer)?, path)));
            match file {
                Ok((text, path)) => {
                    let path = path.strip_prefix(folder).unwrap_or(&path);
                    self.add(path, text).map_err(Problem::of(&self.beside, Trouble::Temporary))?;
                }
                Err(problem) => Problems::instance().report(&problem),
            }
            progress.step();
        }
        progress.merging();
        let written = self.write();
        progress.clear();
        written
    }

    /// Counts the words of one file.
    fn add(&mut self, path: &Path, text: &str) -> io::Result<()> {
        let file = self.summary.files;
        self.paths.add(path)?;
        for word in source::words(text) {
            self.postings.count(&word, file);
            self.summary.words += 1;
            if self.postings.is_full() {
                self.runs.spill(self.postings.take_sorted())?;
            }
        }
        self.summary.bytes += text.len() as u64;
        self.summary.files += 1;
        Ok(())
    }

    /// Writes the index; the writer is closed whatever happens, and takes back what is not whole.
    fn write(mut self) -> Result<Summary, Problem> {
        let index = self.summary.index.clone();
        let unwritable = Problem::of(&index, Trouble::Unwritable);
        self.settle().map_err(Problem::of(&self.beside, Trouble::Temporary))?;
        let draft = Draft::create(&index, &self.beside).map_err(unwritable)?;
        let mut writer = IndexWriter::new(draft, &self.summary.folder);
        let merged = self.merge_into(&mut writer);
        let closed = writer.close();
        merged.map_err(unwritable)?;
        closed.map_err(Problem::of(&index, Trouble::Unfinished))?;
        Ok(self.summary)
    }

    /// Brings everything to the disk.
    fn settle(&mut self) -> io::Result<()> {
        self.runs.spill(self.postings.take_sorted())?;
        self.paths.settle()
    }

    fn merge_into(&mut self, writer: &mut IndexWriter) -> io::Result<()> {
        writer.paths(self.paths.encoded())?;
        for entry in self.runs.merge()? {
            writer.entry(&entry?)?;
            self.summary.distinct += 1;
        }
        writer.finish()
    }
}
