//! How long initialisers may take.

use std::fmt::Write as _;
use std::time::Duration;

use super::{Timeline, TimelineInit, text};
use crate::report::units::time;

impl Timeline {
    /// Asserts that initialisers were at work for no longer than `limit`, all in all: of moments
    /// with several of them each counts once, as in [`wall`](Timeline::wall).
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// tenure::timeline().assert_budget(Duration::from_millis(500));
    /// ```
    ///
    /// # Panics
    ///
    /// When they were, with those that took the longest.
    #[track_caller]
    pub fn assert_budget(&self, limit: Duration) {
        let wall = self.wall();
        assert!(
            wall <= limit,
            "the initialisers took {}, more than the budget of {}\n\n{}\n{}",
            time(wall),
            time(limit),
            self.critical_chain(),
            self.blame()
        );
    }

    /// Asserts that every initialiser kept to the `budget` of its own, if it has one.
    ///
    /// ```
    /// use tenure::singleton;
    ///
    /// #[singleton(init = || Answer(42), budget = "1s")]
    /// struct Answer(u32);
    ///
    /// Answer::instance();
    /// tenure::timeline().assert_budgets();
    /// ```
    ///
    /// # Panics
    ///
    /// When one did not, with all that did not.
    #[track_caller]
    pub fn assert_budgets(&self) {
        let mut message = String::new();
        for it in self.over_budget() {
            let _always = writeln!(message, "{}", it.overrun());
        }
        assert!(message.is_empty(), "{message}");
    }

    /// The runs that took longer than the `budget` of their singleton.
    ///
    /// What counts is the self time: what an initialiser waited for or had to make first is not its
    /// own fault, and depends on who came first.
    ///
    /// ```
    /// assert_eq!(tenure::timeline().over_budget().count(), 0);
    /// ```
    pub fn over_budget(&self) -> impl Iterator<Item = &TimelineInit> {
        let over = |it: &&TimelineInit| it.budget.is_some_and(|budget| it.init.own > budget);
        self.inits.iter().filter(over)
    }
}

impl TimelineInit {
    /// The sentence about a run that took too long.
    pub(crate) fn overrun(&self) -> String {
        format!(
            "the initialiser of `{}`, asked for at {}, took {} of its own, more than its budget \
             of {}",
            text::title(self),
            self.init.caller,
            time(self.init.own),
            time(self.budget.unwrap_or_default())
        )
    }
}
