//! Who took how long.

use std::cmp::Reverse;
use std::fmt::Write as _;

use super::Timeline;
use super::text::{columns, end_of, place, time, title};
use crate::report::units::{bytes, number};

/// The columns of the names and of the places behind them.
const WIDTH: usize = 54;

impl Timeline {
    /// The runs by their self time, the longest first, with what they allocated themselves. At most
    /// 100 columns wide.
    ///
    /// ```
    /// assert!(tenure::timeline().blame().starts_with("who took how long"));
    /// ```
    #[must_use]
    pub fn blame(&self) -> String {
        let longest = self.inits.iter().map(|it| title(it).chars().count()).max();
        let (names, places) = columns(longest.unwrap_or_default(), WIDTH);
        let mut text = "who took how long\n\n".to_owned();
        let _always = writeln!(
            text,
            "    self    total   waited   allocs    bytes  {:names$} asked for at",
            "singleton"
        );
        let mut inits: Vec<_> = self.inits().iter().collect();
        inits.sort_by_key(|it| Reverse(it.init.own));
        for it in inits {
            let [own, total, waited] = [it.init.own, it.init.total, it.init.waited].map(time);
            let memory = it.init.memory.as_ref();
            let allocs = memory.map_or("?".to_owned(), |memory| number(memory.self_allocs));
            let size = memory.map_or("?".to_owned(), |memory| bytes(memory.self_bytes));
            let (name, at) = (end_of(&title(it), names), place(it.init.caller, places));
            let _always = writeln!(
                text,
                "{own:>8} {total:>8} {waited:>8} {allocs:>8} {size:>8}  {name:names$} {at}"
            );
        }
        self.say_what_is_left_out(&mut text);
        if !self.inits.is_empty() && !self.counts_memory() {
            text.push_str(
                "allocations: not counted; turn on the feature `alloc` of `tenure`, and make \
                 `tenure::Alloc`\nthe `#[global_allocator]`\n",
            );
        }
        text
    }
}
