//! A file or folder that makes trouble.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::trouble::Trouble;

/// A file or folder and what is wrong with it.
#[derive(Debug)]
pub(crate) struct Problem {
    path: PathBuf,
    trouble: Trouble,
}

impl Problem {
    pub(crate) fn new(path: &Path, trouble: Trouble) -> Self {
        Problem { path: path.to_owned(), trouble }
    }

    /// For `map_err` where the way to name the trouble is a variant.
    pub(crate) fn of<E>(path: &Path, trouble: fn(E) -> Trouble) -> impl Fn(E) -> Self + Copy {
        move |error| Problem::new(path, trouble(error))
    }

    pub(crate) fn unprintable(error: io::Error) -> Self {
        Problem::new(Path::new("standard output"), Trouble::Unprintable(error))
    }

    /// Whether it is only that the reader of the answers went away, as `head` does.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        matches!(&self.trouble, Trouble::Unprintable(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.trouble)
    }
}

impl Error for Problem {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.trouble.source()
    }
}
