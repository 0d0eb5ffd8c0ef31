//! What the derives of a struct ask of its guard, which is no part of the value.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use super::state::Guard;

impl Default for Guard {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

/// A new, undisposed guard: the clone of a value is disposed by itself.
impl Clone for Guard {
    #[track_caller]
    fn clone(&self) -> Self {
        Self::new()
    }
}

/// Always equal: a guard is no part of the value.
impl PartialEq for Guard {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Guard {}

impl PartialOrd for Guard {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Guard {
    fn cmp(&self, _: &Self) -> Ordering {
        Ordering::Equal
    }
}

impl Hash for Guard {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}
