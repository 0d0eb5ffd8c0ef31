//! The text of `python -X importtime`, which the viewer `tuna` opens.

use std::fmt::Write as _;
use std::time::Duration;

use super::{Timeline, TimelineInit, text};

impl Timeline {
    /// The text of `python -X importtime`: times in microseconds, who was asked for in front of who
    /// asked and two columns further in. The viewer [`tuna`](https://pypi.org/project/tuna/) opens
    /// it as it is.
    ///
    /// Every cumulative time is the sum of the self times of itself and of what belongs to it. Since
    /// that format knows nothing else, a wait for another thread is a line of its own below the
    /// one that waited, and where several threads made singletons each thread is one, with
    /// no time of its own.
    ///
    /// ```
    /// let text = tenure::timeline().importtime();
    /// assert!(text.starts_with("import time: self [us] | cumulative | imported package\n"));
    /// ```
    #[must_use]
    pub fn importtime(&self) -> String {
        let mut lines =
            Lines("import time: self [us] | cumulative | imported package\n".to_owned());
        let threads = self.threads();
        for thread in &threads {
            let roots = self.children(None).filter(|(_, it)| it.init.thread_id == *thread);
            let roots: Vec<_> = roots.collect();
            let depth = usize::from(threads.len() > 1);
            let sum = roots.iter().map(|root| lines.add(self, *root, depth)).sum();
            if let (1, Some((_, first))) = (depth, roots.first()) {
                lines.push(0, sum, 0, &text::thread(&first.init));
            }
        }
        lines.0
    }
}

struct Lines(String);

impl Lines {
    /// Adds the lines of one run, with all that belongs to it; gives back how long they are.
    fn add(&mut self, timeline: &Timeline, run: (usize, &TimelineInit), depth: usize) -> u64 {
        let (index, it) = run;
        // The ends are rounded, and not the lengths: so the parts never exceed the whole.
        let total = micros(it.end()) - micros(it.init.began);
        let children = timeline.children(Some(index));
        let nested: u64 = children.map(|child| self.add(timeline, child, depth + 1)).sum();
        let waited = micros(it.init.waited).min(total.saturating_sub(nested));
        if waited > 0 {
            self.push(waited, waited, depth + 1, &waits(it));
        }
        self.push(total.saturating_sub(nested + waited), total, depth, &text::title(it));
        total
    }

    fn push(&mut self, own: u64, total: u64, depth: usize, name: &str) {
        // What separates the columns may not stand in one.
        let (indent, name) = (2 * depth, name.replace(" | ", "|"));
        let _always = writeln!(self.0, "import time: {own:9} | {total:10} | {:indent$}{name}", "");
    }
}

fn waits(it: &TimelineInit) -> String {
    let mut wanted: Vec<_> = it.init.waits.iter().map(|wait| wait.wanted).collect();
    wanted.dedup();
    format!("waiting for {}", wanted.join(" and "))
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}
