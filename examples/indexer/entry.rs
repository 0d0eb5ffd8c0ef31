//! One word and the files it stands in.

use std::io::{self, BufRead};

use crate::encoding::{at_end, number, put_number, put_text, small_number, text};

/// How often a word stands in one file.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Posting {
    /// The number of the file: files are counted from 0 in the order of the walk.
    pub(crate) file: u32,
    pub(crate) count: u32,
}

/// A word with its postings, which are in the order of the files.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Entry {
    pub(crate) word: Box<str>,
    pub(crate) postings: Vec<Posting>,
}

impl Entry {
    /// Appends the word, the number of postings, and of each posting how far its file is from the
    /// file before it, then its count.
    pub(crate) fn encode(&self, bytes: &mut Vec<u8>) {
        put_text(bytes, &self.word);
        put_number(bytes, self.postings.len() as u64);
        let mut previous = 0;
        for posting in &self.postings {
            put_number(bytes, u64::from(posting.file - previous));
            put_number(bytes, u64::from(posting.count));
            previous = posting.file;
        }
    }

    /// Reads what [`encode`](Self::encode) wrote; `None` at the end of `input`.
    pub(crate) fn decode(input: &mut impl BufRead) -> io::Result<Option<Self>> {
        if at_end(input)? {
            return Ok(None);
        }
        let word = text(input)?.into_boxed_str();
        let mut postings = Vec::new();
        let mut file = 0_u32;
        for _ in 0..number(input)? {
            file = file.wrapping_add(small_number(input)?);
            postings.push(Posting { file, count: small_number(input)? });
        }
        Ok(Some(Entry { word, postings }))
    }

    /// Takes over the postings of the same word from a later run.
    pub(crate) fn append(&mut self, later: Vec<Posting>) {
        for posting in later {
            add(&mut self.postings, posting);
        }
    }
}

/// Adds a posting whose file is the last one or a later one. Memory may run full in the middle of a
/// file: then its words stand in two runs.
pub(crate) fn add(postings: &mut Vec<Posting>, posting: Posting) {
    match postings.last_mut() {
        Some(last) if last.file == posting.file => {
            last.count = last.count.saturating_add(posting.count);
        }
        _ => postings.push(posting),
    }
}
