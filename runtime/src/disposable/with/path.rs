//! A place in the file system.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

/// Removes a file, or a directory with all that is in it.
///
/// A symbolic link is removed itself; what it leads to stays.
///
/// ```
/// use std::path::PathBuf;
/// use tenure::{Dispose, Guard, disposable, with};
///
/// #[disposable]
/// struct Scratch {
///     #[dispose(with = with::remove)]
///     folder: PathBuf,
///     guard: Guard,
/// }
///
/// let folder = std::env::temp_dir().join(format!("scratch-{}", std::process::id()));
/// std::fs::create_dir(&folder)?;
/// std::fs::write(folder.join("notes"), "short")?;
/// let mut scratch = Scratch { folder, guard: Guard::new() };
/// scratch.dispose()?;
/// assert!(!scratch.folder.exists());
/// # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
/// ```
///
/// # Errors
///
/// As [`fs::remove_file`] and [`fs::remove_dir_all`], with the path in the text; also when nothing
/// is there: somebody has removed what was not theirs. Half of a directory may be gone then.
pub fn remove(path: impl AsRef<Path>) -> io::Result<()> {
    let path = path.as_ref();
    removed(path)
        .map_err(|error| io::Error::new(error.kind(), NotRemoved { path: path.to_owned(), error }))
}

fn removed(path: &Path) -> io::Result<()> {
    // Not `metadata`, which would look behind a link.
    if fs::symlink_metadata(path)?.is_dir() { fs::remove_dir_all(path) } else { unlinked(path) }
}

#[cfg(not(windows))]
fn unlinked(path: &Path) -> io::Result<()> {
    fs::remove_file(path)
}

/// Here a link to a directory is removed as a directory is.
#[cfg(windows)]
fn unlinked(path: &Path) -> io::Result<()> {
    use std::os::windows::fs::FileTypeExt as _;
    let kind = fs::symlink_metadata(path)?.file_type();
    if kind.is_symlink_dir() { fs::remove_dir(path) } else { fs::remove_file(path) }
}

/// Which path could not be removed, and why.
#[derive(Debug)]
struct NotRemoved {
    path: PathBuf,
    error: io::Error,
}

impl fmt::Display for NotRemoved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.error)
    }
}

impl Error for NotRemoved {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.error)
    }
}
