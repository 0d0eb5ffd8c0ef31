//! What of this toolkit runs while the time is taken.

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::time::Duration;

use super::memory::Turns;
use super::rounds;
use super::sampling::Sampling;
use super::statistics::median;
use super::units::time;
use super::work::task;
use crate::instrumented::session::{LocalSession, Session};
use crate::{Alloc, heap};

/// Nothing is counted for the figures of a time phase. What the program counts by itself goes on,
/// since it is part of the program: that is what this says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Counting {
    /// Whether [`Alloc`] counts in this program.
    installed: bool,
    /// To allocate and to free 64 bytes, counted and not counted, in nanoseconds; where no row
    /// allocates nobody has to know.
    pair: Option<(f64, f64)>,
    /// Whether rows call instrumented functions that are recorded.
    recording: bool,
}

/// Watches the memory phase.
pub(super) struct Watch(LocalSession);

impl Watch {
    pub(super) fn begin() -> Self {
        Watch(Session::start_local())
    }

    pub(super) fn end(self, rows: &[Option<Turns>]) -> Counting {
        let allocates = rows.iter().flatten().any(|turns| turns.usual.allocs > 0);
        Counting {
            installed: heap::is_counted(),
            pair: allocates.then(pair),
            recording: !self.0.report().functions().is_empty(),
        }
    }
}

impl Counting {
    /// Sentences for the table.
    pub(super) fn text(&self) -> Vec<String> {
        let hooks = match (self.installed, self.pair) {
            (false, _) => why_unknown(),
            (true, None) => {
                "memory was counted apart from the time; no row allocates, so no hook ran in the \
                 times"
                    .to_owned()
            }
            (true, Some((counted, plain))) => format!(
                "memory was counted apart from the time; the program's `tenure::Alloc` is in the \
                 times: to allocate and free 64 B takes {} with it and {} without",
                time(counted),
                time(plain)
            ),
        };
        let recording = self.recording.then(|| {
            "the rows call `#[instrumented]` functions, and are timed with the recording; \
             `tenure::set_recording(false)` switches that off"
                .to_owned()
        });
        [hooks].into_iter().chain(recording).collect()
    }
}

pub(super) fn why_unknown() -> String {
    let why = if cfg!(feature = "alloc") {
        "`tenure::Alloc` is not the `#[global_allocator]` of this program"
    } else {
        "the feature `alloc` of `tenure` is off"
    };
    format!("memory: n/a, no hooks in the times: {why}")
}

/// With and without the counters, in turns.
fn pair() -> (f64, f64) {
    static COUNTED: Alloc = Alloc::new();

    let (mut counted, mut plain) = (task(|| allocate(&COUNTED)), task(|| allocate(&System)));
    let sampling = Sampling::new().time(Duration::from_millis(10)).rounds(51);
    let rounds = rounds::run(sampling, &mut [&mut counted, &mut plain], &[0, 1]);
    (median(&rounds.times[0]), median(&rounds.times[1]))
}

fn allocate(alloc: &impl GlobalAlloc) {
    let layout = Layout::new::<[u64; 8]>();
    // SAFETY: the layout has a size, the block is freed once with the same one, and never used.
    unsafe {
        let block = black_box(alloc.alloc(layout));
        if !block.is_null() {
            alloc.dealloc(block, layout);
        }
    }
}
