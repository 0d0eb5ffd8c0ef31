//! The phase in which allocations are counted and no time is taken.

use std::time::Duration;

use super::work::Work;
use crate::clock;
use crate::heap::usage::HeapUse;
use crate::heap::window::Window;

/// So often at most after the first time.
const TURNS: usize = 20;

/// For longer it is not repeated.
const ENOUGH: Duration = Duration::from_millis(5);

/// What single turns did with the heap.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turns {
    /// The very first one: what is made once is made there.
    pub(super) first: HeapUse,
    /// One of those behind it.
    pub(super) usual: HeapUse,
    /// Whether those behind it were all alike.
    pub(super) steady: bool,
}

/// `None`: nobody counts in this program.
pub(super) fn count(work: &mut dyn Work) -> Option<Turns> {
    let mut turn = || {
        let window = Window::open();
        work.repeat(1);
        window.close()
    };
    let began = clock::now();
    let first = turn()?;
    let mut turns = Vec::with_capacity(TURNS);
    while turns.is_empty() || turns.len() < TURNS && clock::duration(clock::now() - began) < ENOUGH
    {
        turns.push(turn()?);
    }
    turns.sort_unstable();
    let (least, most) = (turns.first()?, turns.last()?);
    let peak = turns.iter().map(|turn| turn.peak).max()?;
    // One that was, and the highest peak of all.
    let usual = HeapUse { peak, ..turns[turns.len() / 2] };
    Some(Turns { first, usual, steady: least == most })
}
