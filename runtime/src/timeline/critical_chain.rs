//! What the longest initialiser took its time for.

use std::fmt::Write as _;
use std::time::Duration;

use super::text::{end_of, place, thread, time, title};
use super::{Timeline, TimelineInit};

const NAMES: usize = 42;
const PLACES: usize = 30;

impl Timeline {
    /// What made the longest initialiser late: below each run the one that it spent the most time
    /// on, asleep or at work; `@` is when it was there, counted from the first initialiser, and `+`
    /// how long it took. At most 100 columns wide.
    ///
    /// ```
    /// println!("{}", tenure::timeline().critical_chain());
    /// ```
    #[must_use]
    pub fn critical_chain(&self) -> String {
        let mut text =
            "what made the longest one late (@ when it was there, + how long it took)\n\n"
                .to_owned();
        let start = self.inits.first().map_or(Duration::ZERO, |it| it.init.began);
        let longest = self.children(None).max_by_key(|(_, it)| it.init.total);
        let (mut next, mut thread_id, mut depth) = (longest, None, 0);
        let mut seen = Vec::new();
        while let Some((index, it)) = next {
            seen.push(index);
            let indent = (2 * depth).min(NAMES / 2);
            let width = NAMES - indent;
            let changes = thread_id.replace(it.init.thread_id) != Some(it.init.thread_id);
            if changes {
                let _always = writeln!(text, "{:indent$}[{}]", "", thread(&it.init));
            }
            let (name, at) = (end_of(&title(it), width), place(it.init.caller, PLACES));
            let when = time(it.end().saturating_sub(start));
            let _always = writeln!(
                text,
                "{:indent$}{name:width$} @{when:<9} +{:<9} {at}",
                "",
                time(it.init.total)
            );
            depth += 1;
            next = self.cause(index, it).filter(|(index, _)| !seen.contains(index));
        }
        self.say_what_is_left_out(&mut text);
        text
    }

    /// What a run spent the most time on, besides itself.
    fn cause(&self, index: usize, it: &TimelineInit) -> Option<(usize, &TimelineInit)> {
        let nested = self.children(Some(index)).map(|child| (child.1.init.total, child));
        let waited = it.init.waits.iter().filter_map(|wait| {
            // The run that was waited for: it had begun, and was not over, when the wait began.
            let mut all = self.inits.iter().enumerate();
            let there = |it: &TimelineInit| it.init.began <= wait.began && wait.began <= it.end();
            let wanted = all.find(|(_, other)| other.name == wait.wanted && there(other))?;
            Some((wait.length, wanted))
        });
        let (_, cause) = nested.chain(waited).max_by_key(|(length, _)| *length)?;
        Some(cause)
    }
}
