//! A source file and its words.

use std::borrow::Cow;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::str;

use tenure::instrumented;

use crate::problem::Problem;
use crate::trouble::Trouble;

/// The most bytes one file may have; it is read whole, so that a file that is not UTF-8 at its end
/// leaves nothing behind.
pub(crate) const MOST: usize = 32 << 20;

/// Reads the file into `buffer`.
#[instrumented]
pub(crate) fn read<'a>(path: &Path, buffer: &'a mut Vec<u8>) -> Result<&'a str, Problem> {
    buffer.clear();
    let read = File::open(path).and_then(|file| file.take(MOST as u64 + 1).read_to_end(buffer));
    match read {
        Err(error) => Err(Problem::new(path, Trouble::Unreadable(error))),
        Ok(length) if length > MOST => Err(Problem::new(path, Trouble::TooLarge)),
        Ok(_) => {
            // Lower case in place, without allocation, for all that is ASCII.
            buffer.make_ascii_lowercase();
            str::from_utf8(buffer).map_err(|error| Problem::new(path, Trouble::NotUtf8(error)))
        }
    }
}

/// The words of `text` in lower case. A word is a run of letters, digits and `_`, as long as it
/// goes: `r#fn` is `r` and `fn`, and `0x7f` is one word.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    text.split(|letter: char| !belongs(letter)).filter(|word| !word.is_empty()).map(lower)
}

/// `text` as a single word of the index, if it is one.
pub(crate) fn word(text: &str) -> Option<String> {
    let single = !text.is_empty() && text.chars().all(belongs);
    single.then(|| lower(&text.to_ascii_lowercase()).into_owned())
}

fn belongs(letter: char) -> bool {
    letter == '_' || letter.is_alphanumeric()
}

/// Letter for letter, so that a word stays one word: `str::to_lowercase` looks at the neighbours of
/// a `Σ` and makes two of an `İ`.
fn lower(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.chars().filter_map(|letter| letter.to_lowercase().next()).collect())
    }
}
