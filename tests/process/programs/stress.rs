//! Two hundred singletons in a random graph, sixty-four threads that use them at random, and a
//! teardown in the middle: `stress SEED tree|circles|overrides`. Says on standard output which rule
//! broke.

use std::collections::{BTreeMap, HashSet};
use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Barrier, Mutex, OnceLock};
use std::{env, thread};

use tenure::InitError;

const LAYERS: usize = 10;
const WIDTH: usize = 20;
const COUNT: usize = LAYERS * WIDTH;
const THREADS: usize = 64;
const USES: usize = 200;

type Failure = Box<dyn Error + Send + Sync>;
/// Gives the number of the singleton, and in an override `COUNT` times that of the override more.
type Use = fn() -> Result<usize, InitError>;
/// Overrides a singleton with a value of this number while the function runs.
#[cfg(feature = "testing")]
type Override = fn(usize, &mut dyn FnMut());

/// What each initialiser asks for, beside its parameters.
static GRAPH: OnceLock<Vec<Vec<usize>>> = OnceLock::new();
/// How often each value was constructed.
static CONSTRUCTED: [AtomicUsize; COUNT] = [const { AtomicUsize::new(0) }; COUNT];
/// The place of each in the order of disposal, from 1.
static DISPOSED: [AtomicUsize; COUNT] = [const { AtomicUsize::new(0) }; COUNT];
static DISPOSALS: AtomicUsize = AtomicUsize::new(0);
/// Who had whom when it was made.
static NEEDED: Mutex<Vec<(usize, usize)>> = Mutex::new(Vec::new());

/// What was made in each override, and not disposed yet, in order.
static IN_OVERRIDES: Mutex<BTreeMap<usize, Vec<usize>>> = Mutex::new(BTreeMap::new());
static BROKEN: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// What an initialiser does behind its parameters.
fn construct(index: usize, declared: &[usize]) -> Result<usize, Failure> {
    let asked = &GRAPH.get().expect("the graph is there")[index];
    for &needed in asked {
        singleton(needed)()?;
    }
    let scope = declared.iter().map(|needed| needed / COUNT).max().unwrap_or(0);
    if scope > 0 {
        let made = index + scope * COUNT;
        let mut scopes = IN_OVERRIDES.lock().expect("nobody panics");
        let there = scopes.entry(scope).or_default();
        if there.contains(&made) {
            breaks(format!("{index} was made twice in override {scope}"));
        }
        there.push(made);
        return Ok(made);
    }
    let mut pairs = NEEDED.lock().expect("nobody panics");
    pairs.extend(declared.iter().chain(asked).map(|&needed| (index, needed)));
    CONSTRUCTED[index].fetch_add(1, Ordering::Relaxed);
    Ok(index)
}

fn dispose(index: usize) {
    if index >= COUNT {
        let mut scopes = IN_OVERRIDES.lock().expect("nobody panics");
        if scopes.get_mut(&(index / COUNT)).and_then(Vec::pop) != Some(index) {
            breaks(format!("{} was not disposed in reverse in an override", index % COUNT));
        }
        return;
    }
    DISPOSED[index].store(DISPOSALS.fetch_add(1, Ordering::Relaxed) + 1, Ordering::Relaxed);
}

/// A layer of singletons, each with two of the layer below as its parameters.
macro_rules! layer {
    ($layer:ident $number:literal $($below:ident)?) => {
        mod $layer {
            use super::{Use, WIDTH, construct, dispose};
            $(use super::$below as below;)?

            layer! {
                $number $($below)?
                [N0 0 N7 N13] [N1 1 N8 N14] [N2 2 N9 N15] [N3 3 N10 N16]
                [N4 4 N11 N17] [N5 5 N12 N18] [N6 6 N13 N19] [N7 7 N14 N0]
                [N8 8 N15 N1] [N9 9 N16 N2] [N10 10 N17 N3] [N11 11 N18 N4]
                [N12 12 N19 N5] [N13 13 N0 N6] [N14 14 N1 N7] [N15 15 N2 N8]
                [N16 16 N3 N9] [N17 17 N4 N10] [N18 18 N5 N11] [N19 19 N6 N12]
            }
        }
    };
    ($number:literal $([$name:ident $column:literal $one:ident $other:ident])*) => {
        $(
            #[tenure::singleton(
                init = || construct($column, &[]).map($name),
                dispose = |it| dispose(it.0)
            )]
            pub(super) struct $name(pub(super) usize);
        )*

        layer! { @ $($name)* }

        #[cfg(feature = "testing")]
        pub(super) static OVERRIDES: [super::Override; WIDTH] = [
            $(|number, f| tenure::Singleton::override_with($name(number), f)),*
        ];
    };
    ($number:literal $below:ident $([$name:ident $column:literal $one:ident $other:ident])*) => {
        $(
            pub(super) struct $name(pub(super) usize);

            #[tenure::singleton(dispose = |it| dispose(it.0))]
            impl $name {
                fn new(
                    one: &'static below::$one,
                    other: &'static below::$other,
                ) -> Result<Self, super::Failure> {
                    construct($number * WIDTH + $column, &[one.0, other.0]).map($name)
                }
            }
        )*

        layer! { @ $($name)* }
    };
    (@ $($name:ident)*) => {
        pub(super) static USES: [Use; WIDTH] = [$(|| $name::try_instance().map(|it| it.0)),*];
    };
}

layer! { ground 0 }
layer! { first 1 ground }
layer! { second 2 first }
layer! { third 3 second }
layer! { fourth 4 third }
layer! { fifth 5 fourth }
layer! { sixth 6 fifth }
layer! { seventh 7 sixth }
layer! { eighth 8 seventh }
layer! { ninth 9 eighth }

/// What asks for the singleton of this number.
fn singleton(index: usize) -> Use {
    let layers = [
        &ground::USES,
        &first::USES,
        &second::USES,
        &third::USES,
        &fourth::USES,
        &fifth::USES,
        &sixth::USES,
        &seventh::USES,
        &eighth::USES,
        &ninth::USES,
    ];
    layers[index / WIDTH][index % WIDTH]
}

/// The same numbers for the same seed (`SplitMix64`).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((word ^ (word >> 31)) % limit as u64).expect("less than a usize")
    }
}

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let seed = arguments.next().and_then(|seed| seed.parse().ok()).expect("a seed");
    let kind = arguments.next().expect("`tree`, `circles` or `overrides`");
    let (circles, overrides) = (kind == "circles", kind == "overrides");
    let mut random = Random(seed);
    let graph = (0..COUNT).map(|index| {
        // Of the layers below, nothing can lead back.
        let limit = if circles { COUNT } else { index / WIDTH * WIDTH };
        let count = if limit == 0 { 0 } else { random.below(3) };
        (0..count).map(|_| random.below(limit)).collect()
    });
    GRAPH.set(graph.collect()).expect("set once");

    let start = Barrier::new(THREADS + 1);
    let refused: Vec<InitError> = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| {
                scope.spawn({
                    let start = &start;
                    move || uses(seed, thread, start, overrides)
                })
            })
            .collect();
        start.wait();
        for _ in 0..random.below(2_000) {
            thread::yield_now();
        }
        tenure::teardown().expect("no hook fails");
        threads.into_iter().flat_map(|thread| thread.join().expect("no use panics")).collect()
    });
    tenure::teardown().expect("no hook fails");

    let mut broken = broken(circles, &refused);
    broken.append(&mut BROKEN.lock().expect("nobody panics"));
    for rule in &broken {
        println!("{rule}");
    }
    let made = CONSTRUCTED.iter().filter(|count| count.load(Ordering::Relaxed) > 0).count();
    eprintln!("{made} made, {} refused", refused.len());
    if broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Uses singletons at random; gives back what was refused.
fn uses(seed: u64, thread: usize, start: &Barrier, overrides: bool) -> Vec<InitError> {
    let mut random = Random(seed ^ ((thread as u64 + 1) << 32));
    let mut refused = Vec::new();
    start.wait();
    for _ in 0..USES {
        if overrides && random.below(40) == 0 {
            overridden(&mut random, 0, &mut refused);
        }
        use_one(&mut random, 0, &mut refused);
    }
    refused
}

/// One use; of an override it sees at most this one, and those that it was opened in.
fn use_one(random: &mut Random, scope: usize, refused: &mut Vec<InitError>) {
    match singleton(random.below(COUNT))() {
        Ok(seen) if seen / COUNT > scope => breaks(format!("{scope} sees {}", seen / COUNT)),
        Ok(_) => {}
        Err(error) => refused.push(error),
    }
}

/// Uses in an override of one of the ground, and in one inside of it; then all is disposed.
#[cfg(feature = "testing")]
fn overridden(random: &mut Random, outer: usize, refused: &mut Vec<InitError>) {
    static SCOPES: AtomicUsize = AtomicUsize::new(1);
    let scope = SCOPES.fetch_add(1, Ordering::Relaxed);
    let ground = random.below(WIDTH);
    let number = ground + scope * COUNT;
    ground::OVERRIDES[ground](number, &mut || {
        let seen = ground::USES[ground]();
        if !seen.is_ok_and(|seen| seen == number) {
            breaks(format!("override {scope} is not seen"));
        }
        (0..20).for_each(|_| use_one(random, scope, refused));
        if outer == 0 {
            overridden(random, scope, refused);
            (0..20).for_each(|_| use_one(random, scope, refused));
        }
    });
    let left = IN_OVERRIDES.lock().expect("nobody panics").remove(&scope).unwrap_or_default();
    if !left.is_empty() {
        breaks(format!("override {scope} has ended, and {left:?} are not disposed"));
    }
}

#[cfg(not(feature = "testing"))]
fn overridden(_: &mut Random, _: usize, _: &mut [InitError]) {}

fn breaks(rule: String) {
    BROKEN.lock().expect("nobody panics").push(rule);
}

/// The rules that did not hold.
fn broken(circles: bool, refused: &[InitError]) -> Vec<String> {
    let mut broken = Vec::new();
    for (index, count) in CONSTRUCTED.iter().enumerate() {
        let (made, place) = (count.load(Ordering::Relaxed), place(index));
        if made > 1 {
            broken.push(format!("{index} was made {made} times"));
        }
        if (made > 0) != (place > 0) {
            broken.push(format!("{index} was made {made} times, and disposed as number {place}"));
        }
    }
    let pairs = NEEDED.lock().expect("nobody panics");
    for (one, needed) in pairs.iter().collect::<HashSet<_>>() {
        if place(*one) >= place(*needed) {
            broken.push(format!("{one} needs {needed} and was disposed after it"));
        }
    }
    for error in refused {
        let expected = match error {
            InitError::TearingDown { .. } | InitError::Disposed { .. } => true,
            InitError::Cycle { .. } | InitError::Deadlock { .. } => circles,
            _ => false,
        };
        if !expected {
            broken.push(error.to_string());
        }
    }
    broken
}

fn place(index: usize) -> usize {
    DISPOSED[index].load(Ordering::Relaxed)
}
