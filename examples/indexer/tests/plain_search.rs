//! The same answers without an index.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// What the program should answer, found by looking at every letter of every file.
pub(crate) fn plain_search(tree: &Path, files: &[&str]) -> BTreeMap<String, String> {
    let mut places = BTreeMap::<String, BTreeMap<&Path, u32>>::new();
    for file in files {
        let mut word = String::new();
        for letter in fs::read_to_string(tree.join(file)).unwrap().chars().chain([' ']) {
            if letter.is_alphanumeric() || letter == '_' {
                word.extend(letter.to_lowercase().next());
            } else if !word.is_empty() {
                let place = places.entry(std::mem::take(&mut word)).or_default();
                *place.entry(Path::new(file)).or_default() += 1;
            }
        }
    }
    let plural = |count: u32| if count == 1 { "" } else { "s" };
    let answer = |(word, files): (String, BTreeMap<&Path, u32>)| {
        let (total, number) = (files.values().sum(), u32::try_from(files.len()).unwrap());
        let mut text = format!("{word}: {total} time{} in ", plural(total));
        writeln!(text, "{number} file{} of {}", plural(number), tree.display()).unwrap();
        for (file, count) in files {
            writeln!(text, "{count:>8}  {}", file.display()).unwrap();
        }
        (word, text)
    };
    places.into_iter().map(answer).collect()
}
