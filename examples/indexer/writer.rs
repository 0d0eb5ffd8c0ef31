//! The one who writes an index.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::encoding::{put_number, put_text};
use crate::entry::Entry;
use crate::index::{BLOCK, Foot, MAGIC};

/// Writes an index beside its place and puts it there when it is closed: whole, or not at all.
pub(crate) struct IndexWriter {
    out: BufWriter<NamedTempFile>,
    target: PathBuf,
    position: u64,
    foot: Foot,
    directory: Vec<u8>,
    /// From here on the next entry goes into the directory.
    next_block: u64,
    /// The entry that is being written.
    bytes: Vec<u8>,
    is_whole: bool,
}

impl IndexWriter {
    /// Begins an index of `folder` in the folder `beside`, where `target` is to be.
    pub(crate) fn create(target: &Path, beside: &Path, folder: &str) -> io::Result<Self> {
        // Made by ourselves and not by `tempfile`, whose files are for their owner alone.
        let draft =
            Builder::new().prefix(".words-").make_in(beside, |path| File::create_new(path))?;
        let mut writer = IndexWriter {
            out: BufWriter::new(draft),
            target: target.to_owned(),
            position: 0,
            foot: Foot::default(),
            directory: Vec::new(),
            next_block: 0,
            bytes: MAGIC.to_vec(),
            is_whole: false,
        };
        put_text(&mut writer.bytes, folder);
        writer.write()?;
        Ok(writer)
    }

    /// Writes the paths of all files, which were encoded one after the other.
    pub(crate) fn paths(&mut self, paths: &mut impl Read) -> io::Result<()> {
        self.position += io::copy(paths, &mut self.out)?;
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
        self.out.write_all(&self.directory)?;
        self.out.write_all(&self.foot.to_bytes())?;
        self.is_whole = true;
        Ok(())
    }

    fn write(&mut self) -> io::Result<()> {
        self.out.write_all(&self.bytes)?;
        self.position += self.bytes.len() as u64;
        self.bytes.clear();
        Ok(())
    }

    /// Only what has reached the disk gets the name. Otherwise the draft removes itself.
    fn publish(&mut self) -> io::Result<()> {
        if self.is_whole {
            self.out.flush()?;
            let draft = self.out.get_mut();
            draft.as_file().sync_all()?;
            fs::rename(draft.path(), &self.target)?;
            draft.disable_cleanup(true);
        }
        Ok(())
    }

    // Until `#[disposable]`.
    pub(crate) fn close(mut self) -> Result<(), tenure::DisposeError> {
        let mut collector = tenure::Collector::new();
        collector.step("publish", || self.publish());
        collector.finish()
    }
}
