//! What can be wrong with a file or folder, in words that say what to do.

use std::error::Error;
use std::fmt;
use std::io;
use std::str::Utf8Error;

use tenure::DisposeError;

use crate::source;

/// What can be wrong.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// The folder to walk.
    NoFolder(io::Error),
    NotAFolder,
    /// One of its files or folders; the others go on.
    Unreadable(io::Error),
    NotAFile,
    TooLarge,
    NotUtf8(Utf8Error),
    /// The index while it is written.
    Taken(io::Error),
    Temporary(io::Error),
    Unwritable(io::Error),
    Unfinished(DisposeError),
    /// The index while it is read.
    NoIndex(io::Error),
    NotAnIndex(io::Error),
    /// The answers.
    Unprintable(io::Error),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::NoFolder(error) => {
                write!(f, "no folder to index ({error}); give one that exists")
            }
            Trouble::NotAFolder => f.write_str("not a folder; give the folder it lies in"),
            Trouble::Unreadable(error) => {
                write!(
                    f,
                    "cannot be read ({error}) and is left out; make it readable and run again"
                )
            }
            Trouble::NotAFile => {
                f.write_str("not a regular file and is left out; give it another name")
            }
            Trouble::TooLarge => {
                let most = source::MOST >> 20;
                write!(f, "larger than {most} MiB and is left out; split it")
            }
            Trouble::NotUtf8(error) => {
                let place = error.valid_up_to();
                write!(f, "not UTF-8 at byte {place} and is left out; convert it and run again")
            }
            Trouble::Taken(error) => write!(
                f,
                "not an index ({error}), so it is not replaced; remove it or give another file \
                 with --index"
            ),
            Trouble::Temporary(error) => write!(
                f,
                "no temporary files can be kept here ({error}); make room or choose another place \
                 with --index; an index that was there is as it was"
            ),
            Trouble::Unwritable(error) => write!(
                f,
                "cannot be written ({error}); make room or choose another place with --index; an \
                 index that was there is as it was"
            ),
            Trouble::Unfinished(error) => write!(
                f,
                "cannot be finished ({error:#}); make room or choose another place with --index; \
                 an index that was there is as it was"
            ),
            Trouble::NoIndex(error) => {
                write!(f, "no index to read ({error}); make one with `indexer FOLDER`")
            }
            Trouble::NotAnIndex(error) => {
                write!(f, "not a whole index ({error}); make it again with `indexer FOLDER`")
            }
            Trouble::Unprintable(error) => {
                write!(f, "cannot be written ({error}); the index itself is whole")
            }
        }
    }
}

impl Error for Trouble {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Trouble::NotAFolder | Trouble::NotAFile | Trouble::TooLarge => None,
            Trouble::NotUtf8(error) => Some(error),
            Trouble::Unfinished(error) => Some(error),
            Trouble::NoFolder(error)
            | Trouble::Unreadable(error)
            | Trouble::Taken(error)
            | Trouble::Temporary(error)
            | Trouble::Unwritable(error)
            | Trouble::NoIndex(error)
            | Trouble::NotAnIndex(error)
            | Trouble::Unprintable(error) => Some(error),
        }
    }
}
