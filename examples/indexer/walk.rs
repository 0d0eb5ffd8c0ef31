//! The source files of a folder.

use std::io;
use std::path::{Path, PathBuf};

use tenure::instrumented;
use walkdir::{DirEntry, FilterEntry, IntoIter, WalkDir};

use crate::problem::Problem;
use crate::trouble::Trouble;

/// Every `.rs` file under a folder, in the order of names, so that two walks over the same files are
/// the same.
pub(crate) struct Sources {
    entries: FilterEntry<IntoIter, fn(&DirEntry) -> bool>,
}

impl Sources {
    /// Links are not followed; `target` and hidden folders are left out, except `folder` itself.
    pub(crate) fn of(folder: &Path) -> Self {
        let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
        Sources { entries: entries.filter_entry(|entry| entry.depth() == 0 || !is_skipped(entry)) }
    }
}

#[instrumented]
impl Iterator for Sources {
    type Item = Result<PathBuf, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        self.entries.find_map(|entry| match entry {
            Ok(entry) => source(entry),
            Err(error) => Some(Err(unreadable(error))),
        })
    }
}

/// Checks that there is a folder to walk and gives its full path.
pub(crate) fn check(folder: &Path) -> Result<PathBuf, Problem> {
    match folder.canonicalize() {
        Ok(path) if path.is_dir() => Ok(path),
        Ok(_) => Err(Problem::new(folder, Trouble::NotAFolder)),
        Err(error) => Err(Problem::new(folder, Trouble::NoFolder(error))),
    }
}

fn is_skipped(entry: &DirEntry) -> bool {
    let name = entry.file_name().as_encoded_bytes();
    entry.file_type().is_dir() && (name == b"target" || name.starts_with(b"."))
}

fn source(entry: DirEntry) -> Option<Result<PathBuf, Problem>> {
    let kind = entry.file_type();
    if kind.is_dir() || kind.is_symlink() || entry.path().extension()? != "rs" {
        return None;
    }
    // A pipe or a socket may be named like a source file; to open a pipe is to wait for a writer.
    let path = entry.into_path();
    Some(if kind.is_file() { Ok(path) } else { Err(Problem::new(&path, Trouble::NotAFile)) })
}

fn unreadable(error: walkdir::Error) -> Problem {
    let path = error.path().unwrap_or(Path::new("")).to_owned();
    // The only other kind is a circle of links, and links are not followed.
    let error = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
    Problem::new(&path, Trouble::Unreadable(error))
}
