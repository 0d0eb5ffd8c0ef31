//! Calls instrumented functions in the way that its argument names, and prints the rows: name, calls,
//! open calls, allocations and bytes of the function itself.

#![allow(missing_docs)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::hint::black_box;
use std::panic::catch_unwind;
use std::pin::Pin;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

use tenure::{Alloc, instrumented};

/// Counts by itself what ours has to count.
struct Users;

static BYTES: AtomicU64 = AtomicU64::new(0);
static METHODS: [AtomicU64; 4] = [const { AtomicU64::new(0) }; 4];

thread_local! {
    /// Whether the thread is inside an instrumented function.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

fn count(method: usize, bytes: usize) {
    METHODS[method].fetch_add(1, Relaxed);
    if INSIDE.get() {
        BYTES.fetch_add(bytes as u64, Relaxed);
    }
}

// SAFETY: every call goes to the allocator of the system.
unsafe impl GlobalAlloc for Users {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(0, layout.size());
        // SAFETY: the caller keeps the contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        count(1, 0);
        // SAFETY: the caller keeps the contract.
        unsafe { System.dealloc(block, layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(2, layout.size());
        // SAFETY: the caller keeps the contract.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(3, size.saturating_sub(layout.size()));
        // SAFETY: the caller keeps the contract.
        unsafe { System.realloc(block, layout, size) }
    }
}

#[global_allocator]
static ALLOC: Alloc<Users> = Alloc::wrap(Users);

fn allocate(bytes: usize) -> Vec<u8> {
    black_box(Vec::with_capacity(black_box(bytes)))
}

#[instrumented]
fn leaf(bytes: usize) {
    drop(allocate(bytes));
}

#[instrumented]
fn nothing(number: u64) -> u64 {
    black_box(number)
}

#[instrumented]
fn descend(left: usize) -> Vec<u8> {
    let mut kept = allocate(left % 100 + 1);
    leaf(left);
    kept.resize(200, 1);
    if left > 0 {
        kept.extend(other(left - 1).iter().take(1));
    }
    kept
}

#[instrumented]
fn other(left: usize) -> Vec<u8> {
    let _kept = allocate(7);
    if left % 3 == 0 { descend(left) } else { vec![0; left] }
}

#[instrumented]
fn panics() {
    let _kept = allocate(100);
    panic!("on purpose");
}

#[instrumented]
async fn moves() -> Vec<u8> {
    let kept = allocate(1_000);
    pending_once().await;
    leaf(10);
    drop(allocate(500));
    kept
}

async fn pending_once() {
    let mut polled = false;
    poll_fn(|_| if std::mem::replace(&mut polled, true) { Poll::Ready(()) } else { Poll::Pending })
        .await;
}

type Moving = Pin<Box<dyn Future<Output = Vec<u8>> + Send>>;

fn poll(future: &mut Moving) -> bool {
    future.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready()
}

/// All that a thread does; it hands on a future that it has begun.
#[instrumented]
fn all_of_a_thread() -> Moving {
    INSIDE.set(true);
    drop(descend(50));
    (0..100).for_each(leaf);
    let caught = catch_unwind(panics);
    assert!(caught.is_err());
    drop(caught);
    let mut future: Moving = Box::pin(moves());
    assert!(!poll(&mut future));
    let mut cancelled: Moving = Box::pin(moves());
    assert!(!poll(&mut cancelled));
    drop(cancelled);
    INSIDE.set(false);
    future
}

#[instrumented]
fn the_rest(mut future: Moving) {
    INSIDE.set(true);
    assert!(poll(&mut future));
    drop(future);
    INSIDE.set(false);
}

fn sums() {
    let threads: Vec<_> = (0..4).map(|_| thread::spawn(all_of_a_thread)).collect();
    for thread in threads {
        the_rest(thread.join().expect("it ends"));
    }
    the_rest(all_of_a_thread());
    println!("allocated {}", BYTES.load(Relaxed));
}

/// The pages that this process has in memory, where the system tells.
fn pages() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/statm").ok()?;
    text.split_whitespace().nth(1)?.parse().ok()
}

fn churn() {
    const EVERY: u32 = 20_000;

    for thousand in 0..=5 {
        for _ in 0..if thousand == 0 { 1_000 } else { EVERY } {
            thread::spawn(|| leaf(10)).join().expect("it ends");
        }
        println!("pages {}", pages().unwrap_or(0));
    }
}

#[instrumented]
fn outer() {
    (0..10).for_each(leaf);
    if fork() == 0 {
        (0..3).for_each(leaf);
        // A thread of its own, in the list of the child.
        thread::spawn(|| leaf(1_000)).join().expect("it ends");
        print_rows("child ");
        std::process::exit(0);
    }
}

#[cfg(unix)]
fn fork() -> i32 {
    unsafe extern "C" {
        fn fork() -> i32;
        fn wait(status: *mut i32) -> i32;
    }
    // SAFETY: the child calls nothing that another thread may have held a lock of.
    let child = unsafe { fork() };
    if child != 0 {
        // SAFETY: null asks for no status.
        unsafe { wait(std::ptr::null_mut()) };
    }
    child
}

#[cfg(not(unix))]
fn fork() -> i32 {
    1
}

fn in_a_fork() {
    // Of these the child knows nothing.
    thread::spawn(|| leaf(5)).join().expect("it ends");
    let (sender, receiver) = std::sync::mpsc::channel::<()>();
    let waiting = thread::spawn(move || {
        leaf(6);
        receiver.recv()
    });
    outer();
    drop(sender);
    assert!(waiting.join().expect("it ends").is_err());
}

fn switched() {
    leaf(1);
    tenure::set_recording(false);
    assert!(!tenure::is_recording());
    (0..10).for_each(leaf);
    nothing(1);
    let mut begun_off: Moving = Box::pin(moves());
    assert!(!poll(&mut begun_off));
    tenure::set_recording(true);
    assert!(tenure::is_recording() && poll(&mut begun_off));
    (0..100).for_each(leaf);
    let mut ended_off: Moving = Box::pin(moves());
    assert!(!poll(&mut ended_off));
    tenure::set_recording(false);
    assert!(poll(&mut ended_off));
    tenure::set_recording(true);
}

#[instrumented]
fn spin(duration: Duration) {
    let begun = Instant::now();
    while begun.elapsed() < duration {
        std::hint::spin_loop();
    }
}

#[instrumented]
fn sometimes(number: u32) {
    if number % 1_000 == 7 {
        drop(allocate(64));
    }
}

#[instrumented]
fn busy() {
    for number in 0..100_000 {
        nothing(number.into());
        sometimes(number);
    }
    (0..100).for_each(|_| spin(Duration::from_micros(100)));
}

/// Calls so long that what recording them costs is nothing beside, by the report and by the clock.
fn spinning() {
    let begun = Instant::now();
    (0..100).for_each(|_| spin(Duration::from_micros(100)));
    let wall = begun.elapsed().as_nanos();
    println!("spinning {wall} {}", row("::spin").expect("a row").total_time.as_nanos());
}

#[instrumented]
fn fibonacci(number: u64) -> u64 {
    if number < 2 { number } else { fibonacci(number - 1) + fibonacci(number - 2) }
}

#[instrumented]
fn is_even(number: u64) -> bool {
    number == 0 || is_odd(number - 1)
}

#[instrumented]
fn is_odd(number: u64) -> bool {
    number != 0 && is_even(number - 1)
}

/// What short calls inside each other take, by the report and by the clock.
fn recursive() {
    let begun = Instant::now();
    black_box(fibonacci(black_box(22)));
    (0..100).for_each(|_| _ = black_box(is_even(black_box(100))));
    let wall = begun.elapsed().as_nanos();
    let report = tenure::report();
    let total: u128 = ["::fibonacci", "::is_even"]
        .map(|name| report.functions().iter().find(|row| row.name.ends_with(name)))
        .map(|row| row.expect("a row").total_time.as_nanos())
        .iter()
        .sum();
    println!("recursive {wall} {total} {}", report.threads()[0].inside.as_nanos());
}

#[instrumented]
fn calls_nothing(times: u64) {
    (0..times).for_each(|number| _ = nothing(number));
}

/// What recording so many calls takes, by the report and by the clock.
fn cost() {
    const CALLS: u64 = 200_000;

    let begun = Instant::now();
    calls_nothing(CALLS);
    let wall = begun.elapsed().as_nanos();
    // One report: the next one would have a scale of its own.
    let report = tenure::report();
    let named = |name| report.functions().iter().find(move |row| row.name.ends_with(name));
    let of = |name| named(name).expect("a row").total_time.as_nanos();
    let recording = report.overhead().as_nanos() * u128::from(CALLS);
    let overhead = report.threads()[0].overhead.as_nanos();
    println!("cost {wall} {recording} {overhead} {} {}", of("::calls_nothing"), of("::nothing"));
}

fn row(name: &str) -> Option<tenure::Function> {
    let report = tenure::report();
    report.functions().iter().find(|row| row.name.ends_with(name)).cloned()
}

fn print_rows(prefix: &str) {
    let report = tenure::report();
    for row in report.functions() {
        let name = row.name.rsplit("::").next().unwrap_or(row.name);
        let memory = row.memory.map_or((0, 0), |memory| (memory.self_allocs, memory.self_bytes));
        println!("{prefix}{name} {} {} {} {}", row.calls, row.open, memory.0, memory.1);
    }
}

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("sums") => sums(),
        Some("churn") => churn(),
        Some("fork") => in_a_fork(),
        Some("switched") => switched(),
        Some("busy") => {
            busy();
            let of = |name| row(name).expect("a row").total_time.as_nanos();
            println!("nanos {} {} {}", of("::nothing"), of("::spin"), of("::busy"));
        }
        Some("spinning") => spinning(),
        Some("cost") => cost(),
        Some("recursive") => recursive(),
        Some("panic") => drop(thread::spawn(panics).join()),
        Some("deep") => {
            let thread = thread::Builder::new().stack_size(256 << 20);
            let thread = thread.spawn(|| descend_only(100_000)).expect("a thread");
            assert_eq!(thread.join().expect("it ends"), 100_000);
        }
        Some("methods") => methods(),
        Some("wrong") => leaf(1),
        _ => return,
    }
    print_rows("");
}

#[instrumented]
fn descend_only(left: u32) -> u32 {
    if left == 0 { 0 } else { descend_only(left - 1) + 1 }
}

/// Each method of ours calls the same one of the other.
fn methods() {
    let layout = Layout::new::<[u64; 100]>();
    let counts = || METHODS.each_ref().map(|method| method.load(Relaxed));
    let before = counts();
    // SAFETY: the layout has a size, and each block is used as it was allocated.
    unsafe {
        let block = ALLOC.alloc(layout);
        let grown = ALLOC.realloc(block, layout, 1_600);
        ALLOC.dealloc(grown, Layout::new::<[u64; 200]>());
        let zeroed = ALLOC.alloc_zeroed(layout);
        assert_eq!(zeroed.read(), 0);
        ALLOC.dealloc(zeroed, layout);
    }
    let after = counts();
    let called: Vec<_> = after.iter().zip(before).map(|(after, before)| after - before).collect();
    println!("methods {called:?}");
}
