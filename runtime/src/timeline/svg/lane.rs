//! The bars of one thread, in as many rows as their names need.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::thread::ThreadId;
use std::time::Duration;

use super::super::text::{end_of, title};
use super::super::{Timeline, TimelineInit};
use super::{MARGIN, ROW, Scale, WIDTH, escaped, width};
use crate::report::units::{bytes, number, time};
use crate::singleton::run::InitOutcome;

/// Between a bar and its name, and between a name and what is next.
const GAP: f64 = 4.0;
/// A bar is seen however short it is.
const THINNEST: f64 = 1.0;
/// The longest name, in characters.
const LONGEST: usize = 70;

pub(super) struct Lane<'a> {
    timeline: &'a Timeline,
    bars: Vec<Bar<'a>>,
    rows: usize,
}

struct Bar<'a> {
    index: usize,
    it: &'a TimelineInit,
    x: f64,
    width: f64,
    row: usize,
    name: String,
    side: Side,
}

/// Where the name of a bar stands.
#[derive(Clone, Copy)]
enum Side {
    Inside,
    Right,
    Left,
}

impl<'a> Lane<'a> {
    pub(super) fn of(timeline: &'a Timeline, thread: ThreadId, scale: &Scale) -> Self {
        let mut lane = Lane { timeline, bars: Vec::new(), rows: 0 };
        // Up to where each row is taken; the row of each bar.
        let (mut rows, mut places) = (Vec::<f64>::new(), HashMap::new());
        // In the order of their beginnings: who asked comes in front of who was asked for.
        for (index, it) in timeline.inits.iter().enumerate() {
            if it.init.thread_id != thread {
                continue;
            }
            let mut bar = Bar::of(index, it, scale);
            let (from, to) = bar.reach();
            let below = it.parent.and_then(|parent| places.get(&parent)).map_or(0, |row| row + 1);
            let free = (below..rows.len()).find(|row| rows[*row] <= from);
            bar.row = free.unwrap_or(rows.len());
            if bar.row == rows.len() {
                rows.push(to);
            }
            rows[bar.row] = to;
            places.insert(index, bar.row);
            lane.bars.push(bar);
        }
        lane.rows = rows.len();
        lane
    }

    pub(super) fn first(&self) -> Option<&TimelineInit> {
        self.bars.first().map(|bar| bar.it)
    }

    #[allow(clippy::cast_precision_loss)] // nobody has that many rows
    pub(super) fn height(&self) -> f64 {
        self.rows as f64 * ROW
    }

    /// Writes the bars, with the upper edge of the first row at `top`.
    pub(super) fn write(&self, picture: &mut String, top: f64, scale: &Scale) {
        #[allow(clippy::cast_precision_loss)] // as above
        let y = |bar: &Bar<'_>| top + bar.row as f64 * ROW;
        let places: HashMap<_, _> = self.bars.iter().map(|bar| (bar.index, y(bar))).collect();
        for bar in &self.bars {
            // To the one that asked, where other rows are between.
            if let Some(parent) = bar.it.parent.and_then(|parent| places.get(&parent)) {
                let (x, from, to) = (bar.x, parent + ROW - GAP, y(bar));
                let _always = writeln!(
                    picture,
                    "<line class=\"parent\" x1=\"{x:.1}\" y1=\"{from:.1}\" x2=\"{x:.1}\" \
                     y2=\"{to:.1}\"/>"
                );
            }
        }
        for bar in &self.bars {
            bar.write(picture, y(bar), self.timeline, scale);
        }
    }
}

impl<'a> Bar<'a> {
    fn of(index: usize, it: &'a TimelineInit, scale: &Scale) -> Self {
        let x = scale.x(it.init.began);
        let length = (scale.x(it.end()) - x).max(THINNEST);
        let full = format!("{} {}", end_of(&title(it), LONGEST), time(it.init.total));
        let short = it.name.rsplit("::").next().unwrap_or(it.name).to_owned();
        let room = length - 2.0 * GAP;
        let (name, side) = if width(&full) <= room {
            (full, Side::Inside)
        } else if width(&short) <= room && it.init.outcome == InitOutcome::Made {
            (short, Side::Inside)
        } else if x + length + width(&full) + GAP <= WIDTH - MARGIN {
            (full, Side::Right)
        } else {
            (full, Side::Left)
        };
        Bar { index, it, x, width: length, row: 0, name, side }
    }

    /// From where to where it needs its row for itself.
    fn reach(&self) -> (f64, f64) {
        let (from, to) = (self.x, self.x + self.width);
        let name = width(&self.name) + GAP;
        match self.side {
            Side::Inside => (from, to),
            Side::Right => (from, to + name + GAP),
            Side::Left => (from - name - GAP, to),
        }
    }

    fn write(&self, picture: &mut String, y: f64, timeline: &Timeline, scale: &Scale) {
        let Bar { index, it, x, width, .. } = self;
        let height = ROW - GAP;
        let over = it.budget.is_some_and(|budget| it.init.own > budget);
        let class = match it.init.outcome {
            InitOutcome::Made => "",
            InitOutcome::Failed => "failed ",
            InitOutcome::Running => "running ",
        };
        let over = if over { "over" } else { "" };
        let _always = writeln!(
            picture,
            "<g class=\"{class}{over}\"><title>{}</title><rect class=\"own\" x=\"{x:.2}\" \
             y=\"{y:.1}\" width=\"{width:.2}\" height=\"{height}\"/>",
            escaped(&tooltip(it))
        );
        let mut part = |look: &str, began: Duration, length: Duration| {
            let x = scale.x(began);
            let width = scale.x(began + length) - x;
            let _always = writeln!(
                picture,
                "<rect {look} x=\"{x:.2}\" y=\"{y:.1}\" width=\"{width:.2}\" height=\"{height}\"/>"
            );
        };
        for (_, child) in timeline.children(Some(*index)) {
            part("class=\"made\"", child.init.began, child.init.total);
        }
        for wait in &it.init.waits {
            part("fill=\"url(#wait)\"", wait.began, wait.length);
        }
        let _always = writeln!(
            picture,
            "<rect class=\"frame\" x=\"{x:.2}\" y=\"{y:.1}\" width=\"{width:.2}\" \
             height=\"{height}\"/>"
        );
        self.write_name(picture, y + height - GAP);
        picture.push_str("</g>\n");
    }

    fn write_name(&self, picture: &mut String, baseline: f64) {
        let Bar { it, x, width, name, side, .. } = self;
        let (x, anchor) = match side {
            Side::Inside => (x + GAP, "start"),
            Side::Right => (x + width + GAP, "start"),
            Side::Left => (x - GAP, "end"),
        };
        // White on dark where the bar is its own alone; else there is a plate behind the name.
        let plain = it.init.nested.is_zero() && it.init.waited.is_zero();
        let class = if matches!(side, Side::Inside) && plain { "inside" } else { "" };
        let halo = if matches!(side, Side::Inside) && !plain {
            " stroke=\"#fff\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\""
        } else {
            ""
        };
        let _always = writeln!(
            picture,
            "<text class=\"{class}\" x=\"{x:.1}\" y=\"{baseline:.1}\" \
             text-anchor=\"{anchor}\"{halo}>{}</text>",
            escaped(name)
        );
    }
}

/// All figures of a run.
fn tooltip(it: &TimelineInit) -> String {
    let init = &it.init;
    let mut text = format!(
        "{}\nasked for at {}\ndeclared at {}\ntotal {}, self {}, nested {}, waited {}",
        title(it),
        init.caller,
        it.declared,
        time(init.total),
        time(init.own),
        time(init.nested),
        time(init.waited)
    );
    for wait in &init.waits {
        let _always = write!(text, "\nwaited {} for {}", time(wait.length), wait.wanted);
    }
    match &init.memory {
        Some(memory) => {
            let (count, size) = (number(memory.self_allocs), bytes(memory.self_bytes));
            let _always = write!(text, "\nself {count} allocations, {size}");
        }
        None => text.push_str("\nallocations not counted"),
    }
    if let Some(budget) = it.budget {
        let _always = write!(text, "\nbudget {}", time(budget));
    }
    text
}
