//! Who asked for whom.

use std::fmt::Write as _;

use super::text::{columns, end_of, place, thread, time, title};
use super::{Timeline, TimelineInit};

/// The columns of the names and of the places behind them.
const WIDTH: usize = 72;

impl Timeline {
    /// Who asked for whom, thread by thread: each run below the one that asked for it, with its
    /// self, total and waited time and the place of the first user; below the name of their thread.
    /// At most 100 columns wide; behind it the [`namesakes`](Timeline::namesakes), if there are any.
    ///
    /// ```
    /// assert!(tenure::timeline().tree().starts_with("who asked for whom"));
    /// ```
    #[must_use]
    pub fn tree(&self) -> String {
        let mut text = "who asked for whom\n\n".to_owned();
        let length = |(index, it)| title(it).chars().count() + 2 * self.depth(index);
        let longest = self.inits.iter().enumerate().map(length).max();
        let columns = columns(longest.unwrap_or_default(), WIDTH);
        let names = columns.0;
        let _always =
            writeln!(text, "    self    total   waited  {:names$} asked for at", "singleton");
        for thread_id in self.threads() {
            let mut heading = false;
            for (index, root) in self.children(None) {
                if root.init.thread_id != thread_id {
                    continue;
                }
                if !std::mem::replace(&mut heading, true) {
                    let _always = writeln!(text, "{:28}[{}]", "", thread(&root.init));
                }
                self.branch(&mut text, (index, root), columns, 0);
            }
        }
        self.say_what_is_left_out(&mut text);
        self.say_who_is_there_twice(&mut text);
        text
    }

    fn branch(
        &self,
        text: &mut String,
        (index, it): (usize, &TimelineInit),
        (names, places): (usize, usize),
        depth: usize,
    ) {
        let [own, total, waited] = [it.init.own, it.init.total, it.init.waited].map(time);
        // However deep it goes, some of the name stays.
        let indent = (2 * depth).min(names / 2);
        let width = names - indent;
        let (name, at) = (end_of(&title(it), width), place(it.init.caller, places));
        let _always =
            writeln!(text, "{own:>8} {total:>8} {waited:>8}  {:indent$}{name:width$} {at}", "");
        for wait in &it.init.waits {
            let whom = end_of(wait.wanted, WIDTH - indent - 16);
            let length = time(wait.length);
            let _always =
                writeln!(text, "{:18}{length:>8}  {:indent$}  (waited for {whom})", "", "");
        }
        for child in self.children(Some(index)) {
            self.branch(text, child, (names, places), depth + 1);
        }
    }

    /// How many runs are above this one.
    fn depth(&self, index: usize) -> usize {
        std::iter::successors(self.inits[index].parent, |above| self.inits[*above].parent).count()
    }

    /// No text may look complete when it is not.
    pub(super) fn say_what_is_left_out(&self, text: &mut String) {
        if self.inits.is_empty() {
            text.push_str("no initialiser was started\n");
        }
        if self.left_out > 0 {
            let _always = writeln!(text, "{} failed attempts are not listed", self.left_out);
        }
    }
}
