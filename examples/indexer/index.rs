//! The file of an index.
//!
//! | part | what it holds |
//! |---|---|
//! | head | [`MAGIC`], then the folder |
//! | paths | the path of each file in the folder, in the order of the files' numbers |
//! | entries | each word with its postings, sorted by word |
//! | directory | of the first entry of every [`BLOCK`] bytes: its word, where it begins |
//! | foot | where entries, directory and foot begin, [`MAGIC`] again |
//!
//! Texts and numbers are written as `encoding` says, the numbers of the foot as eight bytes, the
//! lowest first.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use crate::problem::Problem;
use crate::trouble::Trouble;

/// The first and the last eight bytes; the digit is the version of the format.
pub(crate) const MAGIC: [u8; 8] = *b"words 1\n";

/// How far a word is searched for after the directory said where to begin, in bytes.
pub(crate) const BLOCK: u64 = 16 << 10;

/// Where the parts begin.
#[derive(Clone, Copy, Default)]
pub(crate) struct Foot {
    pub(crate) entries: u64,
    pub(crate) directory: u64,
    /// The foot itself.
    pub(crate) end: u64,
}

impl Foot {
    /// Three offsets and the magic.
    const LENGTH: i64 = 4 * 8;

    pub(crate) fn to_bytes(self) -> Vec<u8> {
        let offsets = [self.entries, self.directory, self.end].map(u64::to_le_bytes);
        [offsets.as_flattened(), &MAGIC].concat()
    }

    /// Reads the foot of `index`; a file that is not an index, or not a whole one, is `InvalidData`.
    pub(crate) fn read_from(index: &mut File) -> io::Result<Self> {
        let mut head = [0; MAGIC.len()];
        let mut offsets = [[0; 8]; 3];
        let mut tail = head;
        index.read_exact(&mut head)?;
        let end = index.seek(SeekFrom::End(-Foot::LENGTH))?;
        index.read_exact(offsets.as_flattened_mut())?;
        index.read_exact(&mut tail)?;
        let [entries, directory, own] = offsets.map(u64::from_le_bytes);
        let is_whole = [head, tail] == [MAGIC; 2] && own == end;
        if is_whole && entries <= directory && directory <= end {
            Ok(Foot { entries, directory, end })
        } else {
            Err(io::ErrorKind::InvalidData.into())
        }
    }
}

/// Makes the folder of `index` and gives it. Where `index` is to be, nothing but an index may be: a
/// slip of the hand must not cost a source file.
pub(crate) fn prepare(index: &Path) -> Result<PathBuf, Problem> {
    let beside = match index.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(beside).map_err(Problem::of(beside, Trouble::Temporary))?;
    match File::open(index).and_then(|mut file| Foot::read_from(&mut file)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(Problem::new(index, Trouble::Taken(error)))
        }
        _ => Ok(beside.to_owned()),
    }
}
