//! The part of a report that says where time and memory went.

use std::time::Duration;

use super::violations::Violation;

/// What `#[instrumented]` recorded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Functions {
    pub(crate) rows: Vec<Function>,
    pub(crate) threads: Vec<ThreadTime>,
    /// For each of the threads its paths of calls, each behind the path that it goes on.
    pub(crate) trees: Vec<Vec<Path>>,
    /// What recording one call costs.
    pub(crate) overhead: Duration,
    /// Whether `tenure::Alloc` is the allocator of the program.
    pub(crate) memory: bool,
    pub(crate) unrecorded: u64,
    pub(crate) violations: Vec<Violation>,
}

/// One instrumented function: a row of the report.
///
/// Functions are told apart by their place in the source, so two of the same name are two rows.
///
/// ```
/// use tenure::{Function, instrumented};
///
/// #[instrumented]
/// fn parse(text: &str) -> usize {
///     text.len()
/// }
///
/// parse("one");
/// // Without the feature `instrument` nothing is recorded.
/// if let [Function { name, calls, p50, .. }] = tenure::report().functions() {
///     assert!(name.ends_with("parse") && *calls == 1 && p50.is_some());
/// }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Function {
    /// The path of the function with its type and trait, or what `name = ".."` says.
    pub name: &'static str,
    /// The file it is in, as the compiler was given it.
    pub file: &'static str,
    /// Its line in that file.
    pub line: u32,
    /// How often it was called; a future counts once, when it is first polled; one that a
    /// function returns counts when it is made.
    pub calls: u64,
    /// How many of these calls have not returned. Of a future, one poll may be such a call.
    pub open: u64,
    /// How many of its futures were dropped before they were ready.
    pub cancelled: u64,
    /// Time in the function itself, without the instrumented functions that it called.
    pub self_time: Duration,
    /// Time in the function and all that it called. Recursive calls count once, a future only
    /// while it is polled.
    pub total_time: Duration,
    /// Time from the first poll of each future to its end, waiting included.
    pub waited: Duration,
    /// Time of [`waited`](Self::waited) in which the future was not polled.
    pub idle: Duration,
    /// A quarter of the calls took this long at the most; `None` if none has returned. Percentiles are
    /// read from a histogram and may be an eighth too high or too low. With all that was called, and
    /// with what recording that took; of the call itself it is subtracted.
    pub p25: Option<Duration>,
    /// Half of the calls took this long at the most.
    pub p50: Option<Duration>,
    /// Three quarters of the calls took this long at the most.
    pub p75: Option<Duration>,
    /// 95 of 100 calls took this long at the most.
    pub p95: Option<Duration>,
    /// 99 of 100 calls took this long at the most.
    pub p99: Option<Duration>,
    /// What it allocated; `None` unless [`tenure::Alloc`](crate::Alloc) is the allocator of the
    /// program and the feature `alloc` is on.
    pub memory: Option<Memory>,
}

impl Function {
    /// A function that was never called, to be filled in: reports can be made elsewhere, and read
    /// from files. See [`Report::from_functions`](crate::Report::from_functions).
    ///
    /// ```
    /// let mut function = tenure::Function::new("app::parse", "src/parse.rs", 12);
    /// function.calls = 3;
    /// ```
    #[must_use]
    pub fn new(name: &'static str, file: &'static str, line: u32) -> Self {
        Function {
            name,
            file,
            line,
            calls: 0,
            open: 0,
            cancelled: 0,
            self_time: Duration::ZERO,
            total_time: Duration::ZERO,
            waited: Duration::ZERO,
            idle: Duration::ZERO,
            p25: None,
            p50: None,
            p75: None,
            p95: None,
            p99: None,
            memory: None,
        }
    }
}

/// What one function allocated, in bytes as they were asked for.
///
/// ```
/// for function in tenure::report().functions() {
///     if let Some(memory) = function.memory {
///         println!("{}: {} bytes of its own", function.name, memory.self_bytes);
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Memory {
    /// Allocations of the function itself, without the instrumented functions that it called.
    pub self_allocs: u64,
    /// Allocations of the function and all that it called; recursive calls count once.
    pub total_allocs: u64,
    /// Bytes of [`self_allocs`](Self::self_allocs).
    pub self_bytes: u64,
    /// Bytes of [`total_allocs`](Self::total_allocs).
    pub total_bytes: u64,
    /// The most that one call (of a future: one poll) had allocated at once.
    pub peak_bytes: u64,
    /// What all calls left behind: allocated in them and not freed in them, less what they freed of
    /// others.
    pub retained_bytes: i64,
}

/// One function as it is reached on one path of calls: a recursive call counts for the path of the
/// outer one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Path {
    /// Where in the list the path lies that this one goes on.
    pub(crate) caller: Option<usize>,
    /// Its place among the rows.
    pub(crate) function: usize,
    pub(crate) self_time: Duration,
    /// Bytes that the function itself allocated.
    pub(crate) self_bytes: u64,
}

/// The time of a thread, or of all threads that have ended.
///
/// ```
/// for time in tenure::report().threads() {
///     // What is rounded is rounded down.
///     let parts = time.inside + time.outside + time.overhead;
///     println!("{:?}: {parts:?} of {:?}", time.name, time.wall);
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ThreadTime {
    /// Its name, if it has one; of threads that have ended it is forgotten.
    pub name: Option<String>,
    /// How many threads this is.
    pub threads: u64,
    /// Whether it is the one that asked for the report.
    pub current: bool,
    /// From the first instrumented call to the end of the thread, or to the report.
    pub wall: Duration,
    /// In instrumented functions: the sum of their self times.
    pub inside: Duration,
    /// Between them.
    pub outside: Duration,
    /// Spent on recording, and in neither of them: an estimate, from the cost of one call when the
    /// program began.
    pub overhead: Duration,
}
