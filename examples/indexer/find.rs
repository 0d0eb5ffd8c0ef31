//! Where a word stands, read from the file of the index.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tenure::instrumented;

use crate::encoding::{at_end, number, text};
use crate::entry::{Entry, Posting};
use crate::index::{Foot, MAGIC};
use crate::problem::Problem;
use crate::summary::counted;
use crate::trouble::Trouble;

/// An index that is open for questions. Nothing but the answer is held in memory.
pub(crate) struct Index {
    path: PathBuf,
    file: BufReader<File>,
    foot: Foot,
}

/// A line of the answer.
struct Place {
    path: String,
    count: u32,
}

#[instrumented]
impl Index {
    /// Opens the index at `path`, which has to be whole.
    pub(crate) fn open(path: &Path) -> Result<Self, Problem> {
        let mut file = File::open(path).map_err(Problem::of(path, Trouble::NoIndex))?;
        let foot = Foot::read_from(&mut file).map_err(Problem::of(path, Trouble::NotAnIndex))?;
        Ok(Index { path: path.to_owned(), file: BufReader::new(file), foot })
    }

    /// Prints how often `word` stands in which files, in the order of the paths.
    pub(crate) fn answer(&mut self, word: &str, out: &mut impl Write) -> Result<(), Problem> {
        let (folder, places) =
            self.find(word).map_err(Problem::of(&self.path, Trouble::NotAnIndex))?;
        print(word, &folder, &places, out).map_err(Problem::unprintable)
    }

    /// The folder of the index and the places of `word`.
    fn find(&mut self, word: &str) -> io::Result<(String, Vec<Place>)> {
        let postings = match self.block(word)? {
            Some(block) => self.postings(word, block)?,
            None => Vec::new(),
        };
        self.paths(&postings)
    }

    /// Where to begin to look for `word`: the last entry of the directory that is not behind it.
    fn block(&mut self, word: &str) -> io::Result<Option<u64>> {
        let mut directory = self.part(self.foot.directory, self.foot.end)?;
        let mut block = None;
        while !at_end(&mut directory)? && *text(&mut directory)? <= *word {
            block = Some(number(&mut directory)?);
        }
        Ok(block)
    }

    fn postings(&mut self, word: &str, block: u64) -> io::Result<Vec<Posting>> {
        let mut entries = self.part(block, self.foot.directory)?;
        while let Some(entry) = Entry::decode(&mut entries)? {
            if *entry.word >= *word {
                return Ok(if *entry.word == *word { entry.postings } else { Vec::new() });
            }
        }
        Ok(Vec::new())
    }

    /// Walks over the paths once and picks those of `postings`.
    fn paths(&mut self, postings: &[Posting]) -> io::Result<(String, Vec<Place>)> {
        let mut paths = self.part(MAGIC.len() as u64, self.foot.entries)?;
        let folder = text(&mut paths)?;
        let mut places = Vec::with_capacity(postings.len());
        let mut file = 0;
        for posting in postings {
            while file < posting.file {
                text(&mut paths)?;
                file += 1;
            }
            places.push(Place { path: text(&mut paths)?, count: posting.count });
            file += 1;
        }
        Ok((folder, places))
    }

    /// The bytes of the index between two offsets.
    #[instrumented(skip)]
    fn part(&mut self, from: u64, to: u64) -> io::Result<impl BufRead> {
        self.file.seek(SeekFrom::Start(from))?;
        Ok((&mut self.file).take(to.saturating_sub(from)))
    }
}

fn print(word: &str, folder: &str, places: &[Place], out: &mut impl Write) -> io::Result<()> {
    let total: u64 = places.iter().map(|place| u64::from(place.count)).sum();
    let times = counted(total, "time");
    let files = counted(places.len() as u64, "file");
    writeln!(out, "{word}: {times} in {files} of {folder}")?;
    for Place { path, count } in places {
        writeln!(out, "{count:>8}  {path}")?;
    }
    Ok(())
}
