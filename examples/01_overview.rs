//! Chapter 1, the overview: static, instance and singleton side by side.
//!
//! The seven takeaways of the document, as they are in Rust, each with the figure that proves it; the
//! other chapters go into each.

#[path = "chapters/table.rs"]
mod table;

use std::hint::black_box;
use std::sync::atomic::{AtomicU32, Ordering};

use table::{Table, number};
use tenure::{Footprint, footprint, singleton};

#[global_allocator]
static ALLOC: tenure::Alloc = tenure::Alloc::new();

const HOLDERS: usize = 10_000;

static DATA: [i64; 5] = [1, 2, 3, 4, 5];

/// Static: no state, no object.
struct Static;

impl Static {
    fn sum() -> i64 {
        DATA.iter().sum()
    }
}

/// An instance that lies where it is put.
#[derive(Clone, Copy)]
struct Inline([i64; 5]);

impl Inline {
    fn sum(&self) -> i64 {
        self.0.iter().sum()
    }
}

/// An instance with a heap of its own, as every object of Python and JavaScript has.
struct Boxed(Vec<i64>);

impl Boxed {
    fn new() -> Self {
        Boxed(black_box(vec![1, 2, 3, 4, 5]))
    }
}

static CONSTRUCTED: AtomicU32 = AtomicU32::new(0);

struct Single(Boxed);

#[singleton(dispose = |_| println!("teardown: the singleton, though statics are never dropped"))]
impl Single {
    fn new() -> Self {
        CONSTRUCTED.fetch_add(1, Ordering::Relaxed);
        Single(Boxed::new())
    }
}

#[tenure::main]
fn main() {
    println!("1. Overview: static, instance and singleton, {} holders each\n", number(HOLDERS));
    let statics = footprint(|| [Static::sum; HOLDERS]);
    let inlines = footprint(|| black_box([(); HOLDERS].map(|()| Inline(DATA))));
    let boxed = footprint(|| [(); HOLDERS].map(|()| Boxed::new()));
    let singles = footprint(|| [(); HOLDERS].map(|()| Single::instance()));

    // Seed: K1.
    assert_eq!(statics.total(), Some(0), "an associated function needs nothing at all");
    // Seed: K2.
    assert_eq!(inlines.blocks(), Some(0), "an instance needs no allocation");
    assert_eq!((inlines.shallow(), boxed.blocks()), (HOLDERS * 40, Some(10_000)));
    // Seed: C22.
    assert_eq!(Static::sum(), Inline(DATA).sum());
    // Seed: K3.
    assert_eq!((singles.blocks(), CONSTRUCTED.load(Ordering::Relaxed)), (Some(1), 1));
    assert_eq!(Single::instance().0.0.len(), 5);

    let mut table =
        Table::new(["", "each", "heap of all", "allocations", "Python, each", "Node, each"]);
    let mut row = |name: &str, footprint: Footprint, python: &str, node: &str| {
        let each = format!("{} B", footprint.shallow() / HOLDERS);
        let [heap, blocks] = [footprint.heap(), footprint.blocks()].map(Option::unwrap_or_default);
        table.row([&name, &each, &format!("{} B", number(heap)), &number(blocks), &python, &node]);
    };
    row("static function", statics, "0.009 B", "1.8 B");
    row("instance, inline", inlines, "not to be had", "not to be had");
    row("instance, with a heap", boxed, "184.3 B", "64.1 B");
    row("singleton", singles, "0.009 B", "-4.8 B");
    println!("{table}");
    println!("Python by tracemalloc, Node by heapUsed with a collection before and after, give or");
    println!("take 5 B: the same five numbers, for each of many holders. Our figures are exact.\n");
    takeaways();
}

/// What the seed concludes, and what it is here.
fn takeaways() {
    let mut table = Table::new(["", "the seed concludes", "in Rust", "shown in"]);
    let rows = [
        ("static methods need the least memory", "true: 0 B, and `self` in one is E0424", "01"),
        (
            "instance methods require an object",
            "false: an instance on the stack, 0 allocations",
            "01, 02",
        ),
        (
            "singletons save memory, need care",
            "1 allocation; statics never drop: teardown",
            "01, 06",
        ),
        (
            "Python counts references, finds cycles",
            "counts them, finds no cycle: leak_check does",
            "06",
        ),
        (
            "closures and listeners leak in JS",
            "the same here, unless something disposes them",
            "06",
        ),
        ("import time can be significant", "the timeline names who; `const` costs nothing", "04"),
        ("lookup is rarely a bottleneck", "static = instance; locks and wild `dyn` cost", "05, 07"),
    ];
    for (number, (seed, rust, place)) in rows.into_iter().enumerate() {
        table.row([&(number + 1), &seed, &rust, &place]);
    }
    println!("{table}");
}
