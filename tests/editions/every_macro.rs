// Included by the crates beside it, each of which makes something else of the same text.

use tenure::{disposable, instrumented, singleton, Guard};

/// How the program is set up.
#[singleton(eager, init = || Config { port: 80 })]
pub struct Config {
    port: u16,
}

/// A connection.
pub struct Database {
    port: u16,
}

#[singleton(deps(Config), dispose = Database::close)]
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

/// Writes lines.
#[disposable]
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
#[disposable]
pub struct Logs {
    #[dispose(take = drop)]
    width: Option<u8>,
    log: Log<'static>,
}

/// A line that is on its way.
#[disposable(hook = Line::leave)]
pub enum Line {
    /// Is being written.
    Written {
        /// Where to.
        log: Log<'static>,
        /// What.
        #[dispose(take = drop)]
        text: Option<&'static str>,
    },
    /// Waits.
    Waiting(u8),
    /// Has left.
    #[dispose(terminal)]
    Gone,
}

impl Line {
    fn leave(&self) {}
}

/// A log that can be taken apart.
#[disposable(into_parts, strict, order = reverse, on_drop = report)]
pub struct Opened<'a> {
    /// Where to.
    pub log: Log<'a>,
    name: &'a str,
    guard: Guard,
}

impl Opened<'static> {
    /// The log by itself.
    pub fn inner(self) -> Log<'static> {
        let OpenedParts { log, name } = self.into_parts();
        assert!(name.is_empty());
        log
    }

    /// Opens one.
    pub fn begin() -> Self {
        Opened { log: Log::begin(), name: "", guard: Guard::new() }
    }
}

/// A log that may be awaited.
#[disposable(both, hook = Sent::leave)]
pub struct Sent {
    log: Log<'static>,
    #[dispose(take = drop)]
    width: Option<u8>,
    guard: Guard,
}

impl Sent {
    fn leave(&mut self) {}
}

/// One that has to be.
#[disposable(async)]
pub struct SentLater {
    sent: Sent,
    guard: Guard,
}

/// Doubles.
#[instrumented]
pub fn double(number: u8) -> u8 {
    2 * number
}

#[test]
fn calls_return_what_they_would() {
    assert_eq!(double(2), 4);
}

#[test]
fn values_are_disposed() {
    use tenure::Dispose;

    let mut logs = Logs { width: Some(4), log: Log::begin() };
    logs.dispose().unwrap();
    assert!(logs.is_disposed() && logs.log.line.is_empty());
    assert_eq!(logs.log.width(), (4, true));
}

#[test]
fn values_are_taken_apart() {
    use tenure::Dispose;

    let mut line = Line::Written { log: Opened::begin().inner(), text: Some("line") };
    line.dispose().unwrap();
    assert!(matches!(line, Line::Gone));
    assert!(Line::Waiting(1).close().is_ok());
}

#[test]
fn singletons_are_made() {
    assert_eq!(Database::instance().port(), 80);
}
