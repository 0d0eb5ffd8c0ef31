//! Chapter 4, import time and run time: what is made when, who asked for it, and how long it took.
//!
//! A module of Python or JavaScript runs when it is imported, whoever needs it. Here the declaration
//! says when: by the compiler, before `main`, or on first touch, and each run is on record.

#[path = "chapters/table.rs"]
mod table;

use std::collections::HashMap;
use std::hint::black_box;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Barrier, LazyLock, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use table::Table;
use tenure::{Singleton, assert_no_alloc, singleton};

#[global_allocator]
static ALLOC: tenure::Alloc = tenure::Alloc::new();

/// Made by the compiler.
const SUM: u32 = sum(100);

const fn sum(last: u32) -> u32 {
    if last == 0 { 0 } else { last + sum(last - 1) }
}

/// Made on first touch, and nobody will know who that was, and how long it took.
static UNSEEN: LazyLock<u32> = LazyLock::new(|| (0..=100).sum());

#[singleton(init = || Settings { entries: 100_000 }, eager)]
struct Settings {
    entries: u64,
}

#[singleton(init = || Cubes((0..300_000).map(|number: u64| number.pow(3)).collect()))]
struct Cubes(Vec<u64>);

struct Names(HashMap<u64, String>);

static CONSTRUCTED: AtomicU32 = AtomicU32::new(0);

#[singleton]
impl Names {
    fn new(settings: &'static Settings) -> Self {
        CONSTRUCTED.fetch_add(1, Ordering::Relaxed);
        Names((0..settings.entries).map(|number| (number, format!("entry {number}"))).collect())
    }
}

/// What the seed calls `heavy_module`.
struct Heavy(usize);

#[singleton]
impl Heavy {
    fn new(cubes: &'static Cubes, names: &'static Names) -> Self {
        Heavy(cubes.0.len() + names.0.len())
    }
}

/// Each needs the other, which only a call shows.
#[singleton(init = || Egg::try_instance().map(Hen))]
struct Hen(#[expect(dead_code)] &'static Egg);

#[singleton(init = || Hen::try_instance().map(Egg))]
struct Egg(#[expect(dead_code)] &'static Hen);

#[tenure::main]
fn main() {
    println!("4. Init time: what is made when, who asked for it, and how long it took\n");
    // Seed: C8, A29.
    assert!(Settings::peek().is_some(), "an eager one is there before the body of `main`");
    // Seed: F10, A30.
    assert!(Heavy::peek().is_none() && Names::peek().is_none(), "a lazy one waits for its user");
    declarations();
    touches();
    timeline();
    circle();
}

/// How many runs of initialisers are on record.
fn runs() -> usize {
    tenure::timeline().inits().len()
}

fn declarations() {
    let before = runs();
    assert_eq!(black_box(SUM), *UNSEEN);
    // Seed: A40.
    assert_eq!(runs() - before, 0, "neither the compiler nor std leaves a record");
    let mut table = Table::new(["declared as", "made", "runs on record", "the seed's counterpart"]);
    table.row([&"const", &"by the compiler", &"0, nothing runs", &"none"]);
    table.row([
        &"static LazyLock",
        &"on first touch",
        &"0, std keeps none",
        &"`if None:`, no lock",
    ]);
    table.row([&"#[singleton]", &"on first touch", &"1", &"`getInstance()`, no lock"]);
    table.row([&"#[singleton(eager)]", &"before `main`", &"1", &"module and class bodies"]);
    println!("{table}");
    println!("Python runs class bodies at import, and `reload` makes a second instance; Node runs");
    println!("`static {{ }}` with the module, not \"when class is first referenced\".\n");
}

/// First and second touch, by eight threads at once.
fn touches() {
    let barrier = Barrier::new(8);
    let ask = || {
        barrier.wait();
        let from = Instant::now();
        (std::ptr::from_ref(Heavy::instance()), from.elapsed()).1
    };
    let first = thread::scope(|scope| {
        let racer = || thread::Builder::new().name("racer".to_owned()).spawn_scoped(scope, ask);
        let racers: Vec<_> = (0..8).map(|_| racer().expect("a thread")).collect();
        racers.into_iter().map(|racer| racer.join().expect("an instance")).max()
    });
    let first = first.expect("eight times");
    // Seed: C21, F9, A28.
    assert_eq!(CONSTRUCTED.load(Ordering::Relaxed), 1, "eight threads at once made one");
    let before = runs();
    let second = assert_no_alloc!(|| {
        let from = Instant::now();
        black_box(Heavy::instance().0);
        from.elapsed()
    });
    // Seed: C9, A37.
    assert_eq!(runs() - before, 0, "a second touch is no run");
    // Seed: C10, F12, A41, K6.
    assert!(first > 100 * second, "{first:?} {second:?}");

    let mut table = Table::new(["heavy module", "first", "again", "raced", "what was measured"]);
    table.row([&"Python 3.11", &"42–52 ms", &"0.002 ms", &"8 threads made 8", &"import"]);
    table.row([&"Node", &"57–67 ms", &"0.10 ms", &"3 awaiters made 3", &"require"]);
    table.row([
        &"Node, ESM",
        &"0.08 ms",
        &"0.10 ms",
        &"3 awaiters made 3",
        &"nothing: it is hoisted",
    ]);
    let (first, second) = (format!("{first:.1?}"), format!("{second:.1?}"));
    table.row([&"here", &first, &second, &"8 threads made 1", &"a touch"]);
    println!("{table}");
}

/// The record, as a table and as the viewer `tuna` reads it.
fn timeline() {
    let timeline = tenure::timeline();
    let name = |full: &'static str| full.rsplit("::").next().unwrap_or(full);
    let mut table = Table::new(["declared", "line", "eager", "first touch", "by", "self", "total"]);
    let (mut selves, mut roots) = (Duration::ZERO, Duration::ZERO);
    for it in timeline.inits() {
        let parent = it.parent.map(|parent| name(timeline.inits()[parent].name));
        let by = parent.or(it.init.thread.as_deref()).unwrap_or("?");
        let [own, total] = [it.init.own, it.init.total].map(|time| format!("{time:.1?}"));
        let touched = format!("line {}", it.init.caller.line());
        table.row([&name(it.name), &it.declared.line(), &it.eager, &touched, &by, &own, &total]);
        selves += it.init.own + it.init.waited;
        roots += if it.parent.is_none() { it.init.total } else { Duration::ZERO };
    }
    // Seed: C11, A38, A39.
    assert_eq!(selves, roots, "the time of what was asked for is counted once");
    println!("{table}");
    println!("`TENURE_INITTIME=1` prints this when a program ends, and `tuna` opens it:\n");
    println!("{}", timeline.importtime());
}

/// A circle is an error that names its links; std and `once_cell` wait forever.
fn circle() {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(Hen::try_instance().err().expect("a circle")));
    let error = receiver.recv_timeout(Duration::from_secs(2)).expect("no wait").to_string();
    // Seed: A32.
    assert!(error.contains("`Egg` needs `Hen` at ") && error.contains("`Hen` needs `Egg` at "));
    println!("A circle, on which `LazyLock`, `OnceLock` and once_cell hang:");
    println!("{}", error.replace(": ", ":\n").replace("; ", ";\n").replace(", `", ",\n`"));
}
