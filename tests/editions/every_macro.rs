// Included by the crates beside it, each of which makes something else of the same text.

use tenure::{
    cached, disposable, instrumented, members, scoped, singleton, tracked, utility, Guard, Layout, Live,
    ScopeError,
};

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

/// Lines, and what became of them.
pub struct Lines {
    log: Log<'static>,
    lines: [&'static str; 2],
    ends: u8,
}

impl Lines {
    /// Lends out the last one of a `width`.
    ///
    /// # Errors
    ///
    /// The width, where there is none.
    #[scoped]
    pub fn last(&mut self, width: usize) -> Result<&mut &'static str, ScopeError<usize>> {
        using!(let log = Log::begin());
        on_err!(self.ends += 1);
        on_ok!(self.ends += 10);
        on_exit!(self.log.open = log.open);
        for line in &mut self.lines {
            using!(let _written: Log = Log::begin());
            if line.is_empty() {
                *line = log.line;
            }
        }
        if let Some(first) = self.lines.first_mut().filter(|line| line.len() != width) {
            return Err(first.len());
        }
        self.lines.last_mut().ok_or(width)
    }
}

/// A window on the screen.
#[tracked(weak)]
pub struct Window<'a, T> {
    title: &'a str,
    content: T,
    live: Live<Self>,
}

impl<'a, T: Copy> Window<'a, T> {
    /// What stands above it, and what is in it.
    pub fn shown(&self) -> (&'a str, T) {
        (self.title, self.content)
    }
}

/// What it shows.
#[tracked]
pub enum Shown {
    /// A page.
    Page(u8, Live<Self>),
    /// Nothing.
    Blank {
        /// Counts.
        live: Live<Self>,
    },
}

#[test]
fn values_are_counted() {
    let window = Window { title: "one", content: 1, live: Live::new() }.into_arc();
    assert!(Window::<u8>::instances().iter().all(|it| it.shown() == window.shown()));
    let _shown = (Shown::Page(1, Live::new()), Shown::Blank { live: Live::new() });
    assert!(Shown::live() != 0);
}

/// The first letter, and how often it is there.
#[cached(max = 10, weak, ttl = "60s", cache = first_letter_cache)]
pub fn first_letter(text: &str, (from, _): (usize, u8)) -> Result<Arc<(char, usize)>, usize> {
    let letter = text[from..].chars().next().ok_or(from)?;
    Ok(Arc::new((letter, text.matches(letter).count())))
}

#[test]
fn values_are_kept() {
    assert_eq!(first_letter("abca", (0, 0)).map(|it| *it), Ok(('a', 2)));
    assert!(first_letter("abca", (0, 0)).is_ok() && first_letter("", (0, 0)).is_err());
    assert_eq!(first_letter_cache().stats().hits, 1);
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
fn what_a_function_uses_is_disposed_at_its_end() {
    let mut lines = Lines { log: Log::begin(), lines: ["", "last"], ends: 0 };
    assert!(matches!(lines.last(5), Err(ScopeError::Body(4))));
    assert_eq!(lines.last(4).ok(), Some(&mut "last"));
    assert_eq!((lines.ends, lines.log.open), (11, true));
}

#[test]
fn singletons_are_made() {
    assert_eq!(Database::instance().port(), 80);
}

/// Is laid out.
#[derive(Layout)]
#[layout(size = 8, max_size = 4 + 4, align = 4, max_waste = 3)]
#[deprecated = "there is a newer one"]
pub struct Packet<'a> {
    #[deprecated = "there is a newer one"]
    kind: u8,
    length: u32,
    of: core::marker::PhantomData<&'a u8>,
}

/// May have a tail without a size.
#[derive(Layout)]
pub struct Tail<T: ?Sized>(u8, T);

/// Has a tail whose size is not to be seen.
#[derive(Layout)]
pub struct Named {
    number: u8,
    inner: Text,
}

type Text = str;

/// Is one of several.
#[derive(Layout)]
pub enum Event<T> {
    /// Nothing.
    None,
    /// A key.
    Key(T),
    /// A click.
    #[deprecated = "there is a newer one"]
    Click {
        /// Where.
        place: T,
    },
}

/// Its tag has a size.
#[derive(Layout)]
#[layout(no_holes)]
#[repr(u8)]
pub enum Short {
    /// One.
    One(u8),
    /// None.
    None,
}

/// Says its name.
#[members]
pub trait Naming {
    /// The name.
    fn name(&self) -> &'static str;
    /// How long it is.
    fn length(&self) -> usize {
        self.name().len()
    }
}

/// Works with numbers.
#[utility]
pub struct Numbers;

#[members]
#[utility]
impl Numbers {
    /// Adds.
    pub fn add(a: u8, b: u8) -> u8 {
        a + b
    }
}

#[members]
impl Naming for Config {
    fn name(&self) -> &'static str {
        "config"
    }
}
