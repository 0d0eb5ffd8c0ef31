//! Every run of an initialiser in the order of time, and the texts that are made of them.

mod blame;
mod budget;
#[cfg(feature = "json")]
mod chrome_trace;
mod critical_chain;
mod importtime;
#[cfg(feature = "json")]
mod json;
mod namesakes;
#[cfg(feature = "svg")]
mod svg;
mod text;
mod tree;

use crate::sync::thread::ThreadId;
use std::panic::Location;
use std::time::Duration;

use crate::singleton::init_info::InitInfo;
use crate::singleton::registry::{self, Recorded};

/// Every run of an initialiser up to now: who made what, asked by whom, on which thread, for how
/// long.
///
/// At the end of a process `TENURE_INITTIME` has it printed: `1` as [`importtime`], `2` as
/// [`tree`], [`blame`] and [`critical_chain`], `PATH.json`, `PATH.trace.json` (for the trace viewers
/// of browsers) and `PATH.svg` as a file.
///
/// ```
/// use tenure::{InitOutcome, singleton};
///
/// #[singleton(init = || Answer(42))]
/// struct Answer(u32);
///
/// Answer::instance();
/// let timeline = tenure::timeline();
/// let answer = timeline.inits().iter().find(|it| it.name.ends_with("::Answer")).unwrap();
/// assert_eq!(answer.init.outcome, InitOutcome::Made);
/// assert_eq!(answer.init.caller.file(), file!());
/// ```
///
/// [`importtime`]: Timeline::importtime
/// [`tree`]: Timeline::tree
/// [`blame`]: Timeline::blame
/// [`critical_chain`]: Timeline::critical_chain
#[must_use]
pub fn timeline() -> Timeline {
    Timeline::of(registry::runs())
}

/// What was recorded: see [`timeline`].
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    inits: Vec<TimelineInit>,
    left_out: u64,
}

/// One run of the initialiser of one singleton.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TimelineInit {
    /// The singleton, in full: `app::settings::Config`.
    pub name: &'static str,
    /// Where `#[singleton]` stands.
    pub declared: &'static Location<'static>,
    /// Whether it is made on the way into `main`.
    pub eager: bool,
    /// How long its initialiser may take, by `#[singleton(budget = "..")]`.
    pub budget: Option<Duration>,
    /// The run that asked for it on the same thread, as its place in [`Timeline::inits`].
    pub parent: Option<usize>,
    /// When, where, how long, and at what cost.
    pub init: InitInfo,
}

impl Timeline {
    /// The runs, the one that began first in front; a retry is a run of its own.
    ///
    /// ```
    /// for it in tenure::timeline().inits() {
    ///     assert_eq!(it.init.total, it.init.own + it.init.nested + it.init.waited, "{}", it.name);
    /// }
    /// ```
    #[must_use]
    pub fn inits(&self) -> &[TimelineInit] {
        &self.inits
    }

    /// Runs that are not in the list: of a singleton that fails more than 32 times, those behind
    /// the 32nd are forgotten, except for the last one; of a `thread_local` one, those of an ended
    /// thread when another has taken its place.
    ///
    /// ```
    /// assert_eq!(tenure::timeline().left_out(), 0);
    /// ```
    #[must_use]
    pub fn left_out(&self) -> u64 {
        self.left_out
    }

    /// How long initialisers were at work: moments with several of them count once, those with none
    /// do not count.
    ///
    /// ```
    /// let timeline = tenure::timeline();
    /// let sum = timeline.inits().iter().map(|it| it.init.own + it.init.waited).sum();
    /// assert!(timeline.wall() <= sum);
    /// ```
    #[must_use]
    pub fn wall(&self) -> Duration {
        let (mut wall, mut until) = (Duration::ZERO, Duration::ZERO);
        // In the order of their beginnings, so that what is covered only grows at its end.
        for it in &self.inits {
            let end = it.end();
            wall += end.saturating_sub(until.max(it.init.began));
            until = until.max(end);
        }
        wall
    }

    fn of(mut recorded: Vec<Recorded>) -> Self {
        // A parent begins before its children, but the clock may not have moved on between them.
        recorded.sort_by_key(|run| (run.init.began, std::cmp::Reverse(run.init.total)));
        let ids: Vec<_> = recorded.iter().map(|run| run.id).collect();
        let place = |id| ids.iter().position(|other| *other == id);
        let mut kept = 0_u64;
        let mut attempts = std::collections::BTreeMap::new();
        for run in &recorded {
            kept += 1;
            let last = attempts.entry(run.id.0).or_insert(0);
            *last = run.init.attempt.max(*last);
        }
        let all: u64 = attempts.into_values().map(u64::from).sum();
        let init = |run: Recorded| TimelineInit {
            name: run.name,
            declared: run.declared,
            eager: run.eager,
            budget: run.budget,
            parent: run.parent.and_then(place),
            init: run.init,
        };
        let inits = recorded.into_iter().map(init).collect();
        let mut timeline = Timeline { inits, left_out: all.saturating_sub(kept) };
        timeline.add_up();
        timeline
    }

    /// Makes the sums exact: a part is the sum of its parts in nanoseconds, not in ticks, and what
    /// runs at the moment counts up to now.
    fn add_up(&mut self) {
        let mut nested = vec![Duration::ZERO; self.inits.len()];
        for it in &self.inits {
            if let Some(parent) = it.parent {
                nested[parent] += it.init.total;
            }
        }
        for (it, nested) in self.inits.iter_mut().zip(nested) {
            let TimelineInit { init, .. } = it;
            // A run that was left out is known by its time in here only, which is more than what a
            // nanosecond lost in each run can add up to.
            let is_whole = self.left_out == 0 || init.nested < nested + ROUNDING;
            init.nested = if is_whole { nested } else { init.nested };
            init.own = init.total.saturating_sub(init.nested).saturating_sub(init.waited);
        }
    }

    /// The threads, in the order of their first initialiser.
    fn threads(&self) -> Vec<ThreadId> {
        let mut threads = Vec::new();
        for it in &self.inits {
            if !threads.contains(&it.init.thread_id) {
                threads.push(it.init.thread_id);
            }
        }
        threads
    }

    /// What nobody on the same thread asked for, or with a parent what that one did.
    fn children(&self, parent: Option<usize>) -> impl Iterator<Item = (usize, &TimelineInit)> {
        self.inits.iter().enumerate().filter(move |(_, it)| it.parent == parent)
    }

    /// Whether allocations are counted, as far as the runs say.
    fn counts_memory(&self) -> bool {
        self.inits.iter().any(|it| it.init.memory.is_some())
    }
}

/// A thousand runs, each cut off to nanoseconds.
const ROUNDING: Duration = Duration::from_micros(1);

impl TimelineInit {
    fn end(&self) -> Duration {
        self.init.began + self.init.total
    }
}
