//! Several singletons of one name.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::panic::Location;

use super::Timeline;
use super::text::end_of;

/// Of a name, or of a place.
const WIDTH: usize = 86;

impl Timeline {
    /// The names that are declared at several places, with these places: a program that contains a
    /// crate twice, in two versions, has each of its singletons twice, with a value for each.
    ///
    /// What a library that is loaded at run time brings along keeps a record of its own, in its own
    /// copy of this crate, and is not known here.
    ///
    /// ```
    /// assert!(tenure::timeline().namesakes().is_empty());
    /// ```
    #[must_use]
    pub fn namesakes(&self) -> BTreeMap<&'static str, Vec<&'static Location<'static>>> {
        let mut places: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for it in &self.inits {
            places.entry(it.name).or_default().insert(it.declared);
        }
        places.retain(|_, places| places.len() > 1);
        places.into_iter().map(|(name, places)| (name, places.into_iter().collect())).collect()
    }

    /// Two values where everybody expects one should not go unseen.
    pub(super) fn say_who_is_there_twice(&self, text: &mut String) {
        for (name, places) in self.namesakes() {
            let _always = writeln!(
                text,
                "{} singletons of one name; a crate may be there in two versions:\n  {}",
                places.len(),
                end_of(name, WIDTH)
            );
            for place in places {
                let place = place.to_string();
                let _always = writeln!(text, "  declared at {}", end_of(&place, WIDTH));
            }
        }
    }
}
