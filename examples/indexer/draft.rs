//! A file on the way to its name.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};
use tenure::instrumented;

/// A temporary file that takes the place of `target` when it is whole, and otherwise removes itself.
/// Only a program that is killed while it merges can leave one behind: `.words-` and six letters.
pub(crate) struct Draft {
    out: BufWriter<NamedTempFile>,
    target: PathBuf,
    is_whole: bool,
}

impl Draft {
    /// Opens a draft of `target` in the folder `beside`, where `target` is to be.
    pub(crate) fn create(target: &Path, beside: &Path) -> io::Result<Self> {
        // Opened by ourselves and not by `tempfile`, whose files are for their owner alone.
        let file =
            Builder::new().prefix(".words-").make_in(beside, |path| File::create_new(path))?;
        Ok(Draft { out: BufWriter::new(file), target: target.to_owned(), is_whole: false })
    }

    /// Everything was written.
    pub(crate) fn complete(&mut self) {
        self.is_whole = true;
    }

    /// Gives the file its name. Only what has reached the disk gets it: nobody ever sees a part.
    #[instrumented]
    pub(crate) fn publish(&mut self) -> io::Result<()> {
        if self.is_whole {
            self.out.flush()?;
            let file = self.out.get_mut();
            file.as_file().sync_all()?;
            fs::rename(file.path(), &self.target)?;
            file.disable_cleanup(true);
        }
        Ok(())
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
