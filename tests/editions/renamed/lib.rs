//! Every macro under `crate = path`, in a crate that knows `tenure` by another name only.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

use std::sync::Arc;

use life::{
    DisposeError, Guard, Live, cached, disposable, instrumented, scoped, singleton, tracked,
};

/// How the program is set up.
#[singleton(crate = life, eager, init = || Config { port: 80 })]
pub struct Config {
    port: u16,
}

/// A connection.
pub struct Database {
    port: u16,
}

#[singleton(crate = ::life, deps(Config), dispose = Database::close)]
impl Database {
    fn new(config: &'static Config) -> Self {
        Database { port: config.port }
    }

    /// Where it is connected to.
    pub fn port(&self) -> u16 {
        self.port
    }

    fn close(&self) {}
}

/// Its length, once for each text.
#[cached(crate = life, max = 10, weak, ttl = "60s", cache = length_cache)]
pub fn length(text: &str, (more, _): (usize, u8)) -> Result<Arc<usize>, usize> {
    Ok(Arc::new(text.len() + more))
}

/// Once for each length.
#[cached(crate = ::life, max = 10, key = |text| -> usize { text.len() })]
pub async fn doubled(text: &str) -> String {
    core::future::ready(text.repeat(2)).await
}

/// Begins and ends the process.
pub fn process() {
    let _ = main();
}

#[life::main(crate = life)]
fn main() {}

/// A window on the screen.
#[tracked(crate = life, weak)]
pub struct Window<T> {
    content: T,
    live: Live<Self>,
}

impl<T: Send + Sync + 'static> Window<T> {
    /// How many there are.
    pub fn open(content: T) -> usize {
        let window = Window { content, live: Live::new() }.into_arc();
        let _content = &window.content;
        Self::instances().len()
    }
}

/// Writes lines.
#[disposable(crate = life)]
pub struct Log<'a> {
    #[dispose(with = |line| *line = "")]
    line: &'a str,
    #[dispose(skip)]
    width: u8,
    open: bool,
    guard: Guard,
}

impl Log<'static> {
    /// Writes one.
    pub fn begin() -> Self {
        Log { line: "line", width: 4, open: true, guard: Guard::new() }
    }

    /// How long lines are, and whether there may be more.
    pub fn width(&self) -> (u8, bool) {
        (self.width, self.open)
    }
}

/// Writes to several places.
#[disposable(crate = life)]
pub struct Logs {
    #[dispose(take = drop)]
    width: Option<u8>,
    log: Log<'static>,
}

/// Opens a log, and closes it.
///
/// # Errors
///
/// None.
#[scoped(crate = life)]
pub fn logged(width: &mut u8) -> Result<u8, DisposeError> {
    on_ok!(*width += 1);
    using!(let log = Log::begin());
    {
        using!(let inner = Log::begin());
        *width = inner.width;
    }
    Ok(log.width)
}

/// Doubles.
#[instrumented(crate = life)]
pub fn double(number: u8) -> u8 {
    2 * number
}

/// Doubles, later.
#[instrumented(crate = life)]
pub async fn double_later(mut number: u8) -> u8 {
    number *= 2;
    number
}

#[test]
fn calls_return_what_they_would() {
    assert_eq!(double(2), 4);
    let mut context = core::task::Context::from_waker(core::task::Waker::noop());
    let future = core::pin::pin!(double_later(2));
    assert!(core::future::Future::poll(future, &mut context).is_ready());
}

#[test]
fn values_are_disposed() {
    use life::Dispose;

    let mut logs = Logs { width: Some(4), log: Log::begin() };
    logs.dispose().unwrap();
    assert!(logs.is_disposed() && logs.log.line.is_empty());
    assert_eq!(logs.log.width(), (4, true));
}

#[test]
fn what_a_function_uses_is_disposed_at_its_end() {
    let mut width = 0;
    assert_eq!((logged(&mut width).ok(), width), (Some(4), 5));
}

#[test]
fn singletons_are_made() {
    assert_eq!(Database::instance().port(), 80);
}
