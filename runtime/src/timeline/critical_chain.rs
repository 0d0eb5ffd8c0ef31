//! The chain of initialisers that lasted longest.

use std::fmt::Write as _;
use std::time::Duration;

use super::text::{end_of, place, thread, time, title};
use super::{Timeline, TimelineInit};

const NAMES: usize = 42;
const PLACES: usize = 34;

impl Timeline {
    /// What made the last one late: of all chains in which each run is the one that the run above
    /// it spent the most time on, asleep or at work, the one that lasted longest from its first
    /// beginning to its end. `@` is when a run was over, counted from the first initialiser, and
    /// `+` how long it took. At most 100 columns wide.
    ///
    /// ```
    /// assert!(tenure::timeline().critical_chain().starts_with("the chain that lasted longest"));
    /// ```
    #[must_use]
    pub fn critical_chain(&self) -> String {
        let mut text =
            "the chain that lasted longest (@ when it was over, + how long it took)\n\n".to_owned();
        let start = self.inits.first().map_or(Duration::ZERO, |it| it.init.began);
        let longest = self.children(None).map(|root| self.chain(root)).max_by_key(|chain| {
            let began = chain.iter().map(|(_, it)| it.init.began).min().unwrap_or_default();
            chain.first().map(|(_, it)| it.end().saturating_sub(began))
        });
        let mut thread_id = None;
        for (depth, (_, it)) in longest.into_iter().flatten().enumerate() {
            let indent = (2 * depth).min(NAMES / 2);
            let width = NAMES - indent;
            if thread_id.replace(it.init.thread_id) != Some(it.init.thread_id) {
                let _always = writeln!(text, "{:indent$}[{}]", "", thread(&it.init));
            }
            let (name, at) = (end_of(&title(it), width), place(it.init.caller, PLACES));
            let when = time(it.end().saturating_sub(start));
            let took = time(it.init.total);
            let _always = writeln!(text, "{:indent$}{name:width$} @{when:<9} +{took:<9} {at}", "");
        }
        self.say_what_is_left_out(&mut text);
        text
    }

    /// A run, what it spent the most time on, what that did, and so on.
    fn chain<'a>(&'a self, root: (usize, &'a TimelineInit)) -> Vec<(usize, &'a TimelineInit)> {
        let (mut chain, mut next) = (Vec::new(), Some(root));
        while let Some((index, it)) = next {
            chain.push((index, it));
            let is_new = |next: &(usize, _)| chain.iter().all(|(seen, _)| *seen != next.0);
            next = self.cause(index, it).filter(is_new);
        }
        chain
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
