//! Chapter 7, performance measurements: time and memory of the three patterns, and of locks.
//!
//! The document measures both in one run, with `tracemalloc` on, end minus start: eight times too
//! slow, its own integer as the result, and blind to what is freed in between. Here memory is counted
//! first, without a clock, and time is taken afterwards, in random order beside an A/A row.

#[path = "chapters/calm.rs"]
mod calm;
#[path = "chapters/table.rs"]
mod table;

use std::hint::black_box;
use std::sync::{Mutex, OnceLock, RwLock};
use std::time::Duration;

use calm::assert_verdicts;
use table::{Table, number};
use tenure::{Sampling, Verdict, compare, singleton};

#[global_allocator]
static ALLOC: tenure::Alloc = tenure::Alloc::new();

const SAMPLING: Sampling = Sampling::new().time(Duration::from_millis(100)).rounds(101);

/// What the seed calls `TestPatterns`: the same five numbers wherever they are.
struct TestPatterns([i64; 5]);

static DATA: TestPatterns = TestPatterns([1, 2, 3, 4, 5]);

impl TestPatterns {
    #[inline(never)]
    fn sum(&self) -> i64 {
        self.0.iter().sum()
    }

    fn static_sum() -> i64 {
        DATA.sum()
    }
}

/// What the seed calls `SingletonTest`.
#[singleton(init = || SingletonTest(TestPatterns([1, 2, 3, 4, 5])))]
struct SingletonTest(TestPatterns);

static ONCE: OnceLock<TestPatterns> = OnceLock::new();

static LOCKED: Mutex<TestPatterns> = Mutex::new(TestPatterns([1, 2, 3, 4, 5]));

static READ: RwLock<TestPatterns> = RwLock::new(TestPatterns([1, 2, 3, 4, 5]));

fn main() {
    println!("7. Measurements: time and memory of the three patterns, and of locks\n");
    memory();
    patterns();
}

fn memory() {
    let sampling = Sampling::new().time(Duration::from_millis(5));
    let rows = [
        sampling.measure("nothing", || ()),
        sampling.measure("static sum", TestPatterns::static_sum),
        sampling.measure("instance per call", || {
            black_box(Box::new(TestPatterns([1, 2, 3, 4, 5]))).sum()
        }),
        sampling.measure("singleton", || SingletonTest::instance().0.sum()),
        sampling.measure("a temporary", || black_box(vec![0_u8; 8_000]).len()),
        sampling.measure("a leak", || Box::leak(Box::new(black_box(5_u64)))),
    ];
    let memory = |row: usize| rows[row].memory.expect("`tenure::Alloc` counts");
    // Seed: F17, A63.
    assert!([0, 1, 3].iter().all(|row| (memory(*row).bytes, memory(*row).peak) == (0, 0)));
    // Seed: A65.
    assert_eq!((memory(4).peak, memory(4).net), (8_000, 0), "a temporary is seen");
    // Seed: A64.
    assert_eq!((memory(5).net, memory(5).net_blocks), (8, 1), "and what is left behind, too");
    // Seed: A66.
    assert_eq!((memory(2).allocs, memory(2).bytes, memory(2).net), (1, 40, 0));

    let mut table =
        Table::new(["one call", "allocations", "bytes", "peak", "left", "the seed prints"]);
    let seed = ["32 B, for nothing", "32 B", "-", "32 B", "88 B, of 8 088", "-"];
    for (row, seed) in rows.iter().zip(seed) {
        let memory = row.memory.unwrap_or_default();
        let [bytes, peak] = [memory.bytes, memory.peak].map(|bytes| number(bytes) + " B");
        table.row([&row.name, &memory.allocs, &bytes, &peak, &format!("{} B", memory.net), &seed]);
    }
    println!("{table}");
    println!("Node's heapUsed, same code: -1 006 968 to +856 776 B, negative 6 times in 18.\n");
}

fn patterns() {
    let instance = TestPatterns([1, 2, 3, 4, 5]);
    let once = ONCE.get_or_init(|| TestPatterns([1, 2, 3, 4, 5]));
    assert_eq!((once.sum(), SingletonTest::instance().0.sum()), (15, instance.sum()));
    let compare = || {
        compare! {
            sampling: SAMPLING,
            baseline: "static" => black_box(&DATA).sum(),
            "instance" => black_box(&instance).sum(),
            "singleton" => black_box(&SingletonTest::instance().0).sum(),
            "OnceLock" => ONCE.get().map_or(0, |data| black_box(data).sum()),
            "Mutex" => LOCKED.lock().map_or(0, |data| black_box(&*data).sum()),
            "RwLock" => READ.read().map_or(0, |data| black_box(&*data).sum()),
            "instance per call" => black_box(Box::new(TestPatterns([1, 2, 3, 4, 5]))).sum(),
        }
    };
    let same = ["instance", "singleton", "OnceLock"].map(|row| (row, Verdict::Same));
    let slower = ["Mutex", "RwLock", "instance per call"].map(|row| (row, Verdict::Slower));
    let expected = [same, slower].concat();
    // Seed: C19, C20, F18, A67, K7.
    let comparison = assert_verdicts(compare, &expected);
    let base = comparison.baseline();
    // Seed: F11.
    assert!(base.turns >= 1_000, "a batch is far longer than a reading of the clock: {base:?}");
    // Seed: A62.
    assert!(comparison.to_string().contains("memory was counted apart from the time"));
    println!("One sum, {comparison}");
    println!("Python, shuffled, no tracemalloc: 134 ns static, 137 instance, 133 singleton, 28");
    println!("for nothing; with it 1 088 to 1 131. The document's five runs all rank them anew.");
    println!("Node, warm: 8.7, 7.3, 7.4 ns, 4.4 for nothing; cold, whoever is first pays the JIT.");
}
