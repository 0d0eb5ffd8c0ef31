//! What the command line asks for.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use lexopt::Arg::{Long, Short, Value};
use lexopt::ValueExt as _;
use tenure::singleton;

use crate::source;

/// The text of `--help`.
pub(crate) const HELP: &str = "\
Indexes the words of every .rs file under a folder and says where a word stands.

Usage: indexer [FOLDER] [--find WORD]... [--index FILE] [--memory MIB]

  FOLDER        the folder to index; without it the repository of this program,
                or with --find nothing: the index that is there is asked
  --find WORD   print the files WORD stands in, from the written index; a word is
                letters, digits and _, upper and lower case are the same
  --index FILE  where the index is; default: target/indexer/words.idx of the
                repository of this program
  --memory MIB  memory for words on their way to the disk; default: 64
  --help        print this

Folders named target and hidden folders are left out, links are not followed.
Exit code: 0, 1 if there was a problem with a file, 2 if the command line is wrong.
";

/// The repository this program was built from.
const REPOSITORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// The command line, understood once and read from everywhere.
pub(crate) struct Settings {
    /// The folder to index; `None`: ask the index that is there.
    pub(crate) folder: Option<PathBuf>,
    pub(crate) find: Vec<String>,
    pub(crate) index: PathBuf,
    /// Bytes of postings in memory.
    pub(crate) memory: usize,
    pub(crate) help: bool,
}

#[singleton]
impl Settings {
    #[init]
    fn from_arguments() -> Result<Self, lexopt::Error> {
        Settings::parse(lexopt::Parser::from_env())
    }

    fn parse(mut arguments: lexopt::Parser) -> Result<Self, lexopt::Error> {
        let repository = Path::new(REPOSITORY);
        let repository = repository.canonicalize().unwrap_or_else(|_| repository.to_owned());
        let mut settings = Settings {
            folder: None,
            find: Vec::new(),
            index: repository.join("target/indexer/words.idx"),
            memory: 64 << 20,
            help: false,
        };
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("find") => settings.find.push(word(arguments.value()?)?),
                Long("index") => settings.index = arguments.value()?.into(),
                Long("memory") => settings.memory = mebibytes(&arguments.value()?)?,
                Long("help") | Short('h') => settings.help = true,
                Value(folder) if settings.folder.is_none() => settings.folder = Some(folder.into()),
                other => return Err(other.unexpected()),
            }
        }
        if settings.find.is_empty() {
            settings.folder.get_or_insert(repository);
        }
        Ok(settings)
    }
}

/// In the spelling of the index.
fn word(text: OsString) -> Result<String, lexopt::Error> {
    let text = text.string()?;
    source::word(&text)
        .ok_or_else(|| format!("'{text}' is not one word of letters, digits and _").into())
}

fn mebibytes(text: &OsString) -> Result<usize, lexopt::Error> {
    match text.parse::<usize>()?.checked_mul(1 << 20) {
        None | Some(0) => Err("--memory takes a number of MiB from 1".into()),
        Some(bytes) => Ok(bytes),
    }
}
