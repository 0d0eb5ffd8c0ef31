//! The postings that are in memory.

use std::collections::HashMap;

use tenure::instrumented;

use crate::entry::{Entry, Posting, add};

/// What a word costs beside its letters and postings: its place in a hash table that is half full
/// on average, its place in the sorted list while it is written, and two blocks of the allocator.
const WORD: usize = 192;

/// An inverted index that knows how much memory it takes.
pub(crate) struct Postings {
    table: HashMap<Box<str>, Vec<Posting>>,
    bytes: usize,
    limit: usize,
}

impl Postings {
    /// Postings that are full at `limit` bytes.
    pub(crate) fn new(limit: usize) -> Self {
        Postings { table: HashMap::new(), bytes: 0, limit }
    }

    /// Counts one more `word` in `file`, which is the last file or a later one.
    pub(crate) fn count(&mut self, word: &str, file: u32) {
        let posting = Posting { file, count: 1 };
        if let Some(postings) = self.table.get_mut(word) {
            let before = postings.capacity();
            add(postings, posting);
            self.bytes += (postings.capacity() - before) * size_of::<Posting>();
        } else {
            self.table.insert(word.into(), vec![posting]);
            self.bytes += WORD + word.len();
        }
    }

    /// Whether it is time to take the entries out.
    pub(crate) fn is_full(&self) -> bool {
        self.bytes >= self.limit
    }

    /// Takes everything out, sorted by word.
    #[instrumented]
    pub(crate) fn take_sorted(&mut self) -> Vec<Entry> {
        self.bytes = 0;
        let mut entries: Vec<_> =
            self.table.drain().map(|(word, postings)| Entry { word, postings }).collect();
        entries.sort_unstable();
        entries
    }
}
