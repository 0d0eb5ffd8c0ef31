//! The paths of the files that are in the index.

use std::fs::File;
use std::io::{self, BufWriter, Seek as _, Write as _};
use std::path::Path;

use crate::encoding::put_text;

/// Waits on the disk: there may be more files than memory should hold the paths of.
pub(crate) struct Paths {
    file: BufWriter<File>,
}

impl Paths {
    /// No paths yet; they will be in a temporary file in `folder`.
    pub(crate) fn new(folder: &Path) -> io::Result<Self> {
        Ok(Paths { file: BufWriter::new(tempfile::tempfile_in(folder)?) })
    }

    /// Adds the path of the next file. What is no Unicode in it is shown as `�`.
    pub(crate) fn add(&mut self, path: &Path) -> io::Result<()> {
        let mut bytes = Vec::new();
        put_text(&mut bytes, &path.to_string_lossy());
        self.file.write_all(&bytes)
    }

    /// Brings them to the disk.
    pub(crate) fn settle(&mut self) -> io::Result<()> {
        self.file.rewind()
    }

    /// The settled paths, as the index holds them.
    pub(crate) fn encoded(&mut self) -> &mut File {
        self.file.get_mut()
    }
}
