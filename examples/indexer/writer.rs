//! The one who writes an index.

use std::io::{self, Read, Write as _};

use tenure::{Guard, disposable};

use crate::draft::Draft;
use crate::encoding::{put_number, put_text};
use crate::entry::Entry;
use crate::index::{BLOCK, Foot, MAGIC};

/// Writes an index, which is in its place when the writer was closed without an error.
#[disposable]
pub(crate) struct IndexWriter {
    #[dispose(with = Draft::publish)]
    draft: Draft,
    /// How much was written.
    position: u64,
    foot: Foot,
    directory: Vec<u8>,
    /// From here on the next entry goes into the directory.
    next_block: u64,
    /// The head or the entry that is written next.
    bytes: Vec<u8>,
    guard: Guard,
}

impl IndexWriter {
    /// Begins an index of `folder`. Nothing is written yet, so nothing can fail.
    #[track_caller]
    pub(crate) fn new(draft: Draft, folder: &str) -> Self {
        let mut bytes = MAGIC.to_vec();
        put_text(&mut bytes, folder);
        IndexWriter {
            draft,
            position: 0,
            foot: Foot::default(),
            directory: Vec::new(),
            next_block: 0,
            bytes,
            guard: Guard::new(),
        }
    }

    /// Writes the paths of all files, which were encoded one after the other.
    pub(crate) fn paths(&mut self, paths: &mut impl Read) -> io::Result<()> {
        self.write()?;
        self.position += io::copy(paths, &mut self.draft)?;
        self.foot.entries = self.position;
        Ok(())
    }

    /// Writes the next entry.
    pub(crate) fn entry(&mut self, entry: &Entry) -> io::Result<()> {
        if self.position >= self.next_block {
            put_text(&mut self.directory, &entry.word);
            put_number(&mut self.directory, self.position);
            self.next_block = self.position + BLOCK;
        }
        entry.encode(&mut self.bytes);
        self.write()
    }

    /// Writes what stands at the end; without it, closing leaves everything as it was.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        self.foot.directory = self.position;
        self.foot.end = self.position + self.directory.len() as u64;
        self.draft.write_all(&self.directory)?;
        self.draft.write_all(&self.foot.to_bytes())?;
        self.draft.complete();
        Ok(())
    }

    fn write(&mut self) -> io::Result<()> {
        self.draft.write_all(&self.bytes)?;
        self.position += self.bytes.len() as u64;
        self.bytes.clear();
        Ok(())
    }
}
