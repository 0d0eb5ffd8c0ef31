//! Every macro under the lints that users really set.

#![forbid(unsafe_code)]
#![deny(
    warnings,
    future_incompatible,
    keyword_idents,
    let_underscore,
    nonstandard_style,
    rust_2018_idioms,
    rust_2021_compatibility,
    rust_2024_compatibility,
    unused,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    non_ascii_idents,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unused_crate_dependencies,
    unused_extern_crates,
    unused_import_braces,
    unused_lifetimes,
    unused_macro_rules,
    unused_qualifications,
    unused_results,
    variant_size_differences,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::cargo,
    clippy::restriction
)]
#![allow(
    clippy::blanket_clippy_restriction_lints,
    reason = "that all of them are on is the point here"
)]
#![allow(
    unused_crate_dependencies,
    clippy::cargo_common_metadata,
    clippy::multiple_crate_versions,
    reason = "of the package, which is that of all tests"
)]
#![allow(
    clippy::absolute_paths,
    clippy::arbitrary_source_item_ordering,
    clippy::implicit_return,
    clippy::min_ident_chars,
    clippy::pub_with_shorthand,
    clippy::single_call_fn,
    clippy::tests_outside_test_module,
    reason = "the style of this file, not of what is generated"
)]
#![allow(
    clippy::shadow_same,
    reason = "a `mut` parameter of an instrumented `async fn` becomes a local of its body"
)]
#![cfg_attr(
    not(feature = "instrument"),
    allow(
        clippy::missing_const_for_fn,
        clippy::unused_async,
        reason = "it is the function as it stands then; with the feature its body measures"
    )
)]

use tenure::{
    AsyncDispose as _, BoxError, Dispose as _, DisposeError, Guard, Layout, Live, Owned,
    ScopeError, cached, disposable, instrumented, members, members_of, scoped, singleton, tracked,
    utility,
};

/// How the program is set up.
#[derive(Debug)]
#[singleton(eager, init = Config::from_nothing, dispose = Config::close)]
struct Config {
    /// Where the server is.
    url: String,
}

impl Config {
    const fn from_nothing() -> Self {
        Self { url: String::new() }
    }

    fn close(&self) {
        assert!(self.url.is_empty(), "nothing was set up");
    }
}

/// A connection.
#[derive(Debug)]
struct Database {
    /// Where to.
    url: &'static str,
}

#[singleton(deps(Config))]
impl Database {
    #[expect(clippy::unnecessary_wraps, reason = "a fallible constructor is what is looked at")]
    fn new(config: &'static Config) -> Result<Self, core::fmt::Error> {
        Ok(Self { url: config.url.as_str() })
    }
}

/// A type that its users are warned of, and its own declaration is not.
#[derive(Debug)]
#[deprecated = "there is a newer one"]
#[singleton(eager)]
struct Old;

#[expect(deprecated, reason = "this is the user's own code")]
impl Old {
    const fn new() -> Self {
        Self
    }
}

/// Declares a type, whose functions nobody needs to call.
macro_rules! declared_by_a_macro {
    ($name:ident) => {
        /// Never asked for.
        #[derive(Debug)]
        #[singleton(eager, init = || $name)]
        pub(crate) struct $name;
    };
}

declared_by_a_macro!(Quiet);

/// Is laid out.
#[derive(Clone, Copy, Debug, Layout)]
struct Packet<'bytes, Kind: Copy> {
    /// What it is of.
    #[deprecated = "there is a newer one"]
    kind: Kind,
    /// What it holds.
    bytes: &'bytes [u8],
}

tenure::assert_layout!(Packet<'static, u8>, size <= 24, align == align_of::<usize>());

/// Has a tail that may be without a size.
#[derive(Debug, Layout)]
struct Tail<Kind: ?Sized> {
    /// How long it is.
    length: u8,
    /// The tail.
    kind: Kind,
}

/// Has a tail whose size is not to be seen.
#[derive(Debug, Layout)]
struct Located {
    /// Where.
    line: u8,
    /// Which one.
    place: Place,
}

/// A place.
#[derive(Debug, Layout)]
struct Place(u8);

/// One of several.
#[derive(Clone, Copy, Debug, Layout)]
enum Event<Kind> {
    /// Nothing.
    Nothing,
    /// A key.
    Key {
        /// Which one.
        kind: Kind,
    },
    /// A click.
    Click(u8, u8),
}

/// Its tag has a size.
#[derive(Clone, Copy, Debug, Layout)]
#[layout(no_holes, max_variant_ratio = 4)]
#[repr(u8)]
enum Short {
    /// One.
    One(u8),
    /// Two.
    Two(u8, u8),
}

/// Never made.
#[derive(Clone, Copy, Debug, Layout)]
enum Never {}

/// Says its name.
#[members]
trait Naming {
    /// The name.
    fn name(&self) -> &'static str;
    /// How long it is.
    fn length(&self) -> usize {
        self.name().len()
    }
}

#[members]
#[expect(clippy::missing_trait_methods, reason = "a trait with `#[members]` has a default, too")]
impl Naming for Place {
    fn name(&self) -> &'static str {
        "place"
    }
}

/// Works with numbers.
#[utility]
#[derive(Clone, Copy, Debug)]
struct Numbers;

#[members]
#[utility]
impl Numbers {
    /// Adds.
    const fn add(left: u32, right: u32) -> u32 {
        left.wrapping_add(right)
    }
}

/// Writes lines.
#[derive(Debug)]
#[disposable]
struct Log<'lines, Line: Copy> {
    /// What is written.
    #[dispose(with = Vec::clear)]
    lines: Vec<&'lines Line>,
    /// Where to.
    #[dispose(take = drop)]
    place: Option<String>,
    /// How long lines are.
    #[dispose(skip)]
    width: usize,
    /// Whether anything was written.
    dirty: bool,
    /// Keeps the state.
    guard: Guard,
}

/// Has no state of its own.
#[derive(Debug)]
#[deprecated = "there is a newer one"]
#[disposable]
struct OldLog {
    /// Where to.
    #[dispose(take = drop)]
    place: Option<String>,
}

/// A log that can be taken apart.
#[derive(Debug)]
#[disposable(into_parts, strict, order = reverse, hook = OpenLog::leave)]
pub(crate) struct OpenLog<'lines> {
    /// What is written.
    #[dispose(with = Vec::clear)]
    lines: Vec<&'lines char>,
    /// Where to.
    place: String,
    /// Keeps the state.
    guard: Guard,
}

impl OpenLog<'_> {
    fn leave(&mut self) {
        self.place.clear();
    }
}

/// A log that may be awaited.
#[derive(Debug)]
#[disposable(both, hook = SentLog::leave)]
pub(crate) struct SentLog {
    /// What is written.
    #[dispose(with = Vec::clear)]
    lines: Vec<char>,
    /// What was written.
    #[dispose(take = |line| async move { drop(line) })]
    last: Option<String>,
    /// Keeps the state.
    guard: Guard,
}

impl SentLog {
    fn leave(&mut self) {
        self.last = None;
    }
}

/// One that has to be.
#[derive(Debug)]
#[disposable(async, hook = LaterLog::leave)]
pub(crate) struct LaterLog {
    /// What is written.
    sent: SentLog,
    /// Where to.
    place: String,
    /// Keeps the state.
    guard: Guard,
}

impl LaterLog {
    async fn leave(&mut self) {
        core::future::ready(()).await;
        self.place.clear();
    }
}

/// A log, or none.
#[derive(Debug)]
#[disposable(hook = AnyLog::leave)]
enum AnyLog<'lines> {
    /// Is written to.
    Open {
        /// What is written.
        #[dispose(with = Vec::clear)]
        lines: Vec<&'lines char>,
        /// Where to.
        place: String,
    },
    /// Was read.
    Read(#[dispose(take = drop)] Option<String>, u8),
    /// Is not there.
    Absent,
    /// Was disposed.
    #[dispose(terminal)]
    Closed,
}

impl AnyLog<'_> {
    fn leave(&self) {
        assert!(!matches!(*self, Self::Closed), "it is left once");
    }
}

/// One of two logs.
#[derive(Debug)]
#[disposable]
enum EitherLog<'lines> {
    /// One.
    Left(OpenLog<'lines>),
    /// The other.
    Right(OpenLog<'lines>),
    /// None.
    Neither,
}

/// How long a text is, and a number.
#[must_use]
#[cached(max = 10, cache = length_cache)]
pub(crate) fn length(text: &str, (one, other): (u8, u8)) -> usize {
    let sum = usize::from(one).saturating_add(usize::from(other));
    text.len().saturating_add(sum)
}

/// The same, later.
///
/// # Errors
///
/// That it is nothing.
#[cached(max = 10, ttl = "1s", key = |it| -> usize { it.len() })]
pub(crate) async fn shared_length(mut text: String) -> Result<usize, BoxError> {
    if text.is_empty() {
        return Err("nothing".into());
    }
    text.push('a');
    Ok(core::future::ready(text.len()).await)
}

/// Writes what it is given, and all of it or nothing.
///
/// # Errors
///
/// That it is nothing.
#[scoped]
pub(crate) fn written(place: &mut Vec<char>, text: &str) -> Result<usize, BoxError> {
    const EXTRA: usize = 1;
    let before = place.len();
    on_err!(place.truncate(before));
    using!(let log = OpenLog { lines: Vec::new(), place: String::new(), guard: Guard::new() });
    using!(let _unread: Owned<u8> = Owned::with(1, drop));
    for letter in text.chars() {
        using!(let inner = SentLog { lines: vec![letter], last: None, guard: Guard::new() });
        place.append(&mut inner.lines);
    }
    if text.is_empty() {
        return Err("nothing to write".into());
    }
    on_ok!(log.place.push('a'));
    log.place.push_str(text);
    Ok(place.len().saturating_add(EXTRA))
}

/// The same, later.
///
/// # Errors
///
/// That it is nothing.
#[scoped]
pub(crate) async fn written_later(text: String) -> Result<usize, ScopeError<BoxError>> {
    using!(await let log = SentLog { lines: Vec::new(), last: None, guard: Guard::new() });
    on_exit!(core::future::ready(()).await);
    using!(let _unread = Owned::with(text.clone(), drop));
    on_err!(drop(text.clone()));
    if text.is_empty() {
        return Err("nothing to write".into());
    }
    log.lines.extend(text.chars());
    Ok(log.lines.len())
}

#[scoped]
#[expect(unused_variables, reason = "nobody reads it, and rustc still has to say so")]
fn unread_resource(text: &str) -> Result<usize, DisposeError> {
    using!(let unread = Owned::with(text.to_owned(), drop));
    Ok(text.len())
}

/// A text.
#[derive(Debug)]
struct Text {
    /// Where from.
    url: &'static str,
}

/// Does nothing, which may always be inlined.
#[instrumented]
#[inline(always)]
fn nothing() {}

#[instrumented]
impl Text {
    /// Opens with what lints want in front.
    fn words(&self, text: &str) -> usize {
        const EXTRA: usize = 1;
        let words = text.split_whitespace().count();
        words.saturating_add(self.url.len()).saturating_add(EXTRA)
    }

    async fn owned(&self, first: String, mut second: String, third: Vec<u8>) -> Option<String> {
        if first.is_empty() {
            return None;
        }
        second.push_str(&first);
        core::future::ready(()).await;
        second.push(if third.is_empty() { 'a' } else { 'b' });
        Some(second)
    }

    async fn captured(&self, first: String, second: String) -> String {
        core::future::ready(()).await;
        [first, second].concat()
    }

    fn opaque(&self) -> impl Future<Output = usize> + use<> {
        let length = self.url.len();
        async move { length }
    }
}

/// Ends in a future, which clippy takes for a mistake in a block.
#[instrumented]
async fn spawned(text: &str) -> core::future::Ready<usize> {
    core::future::ready(text.len())
}

/// Has one macro for a body, which clippy looks at only where the user wrote the block around it.
#[instrumented]
#[expect(clippy::todo, reason = "it is one, and clippy still has to say so")]
async fn unfinished() -> usize {
    todo!("later")
}

#[instrumented]
#[expect(clippy::needless_lifetimes, reason = "it is, and clippy still has to say so")]
async fn shorter<'text>(mut text: &'text str) -> &'text str {
    while text.len() > 1 {
        text = text.split_at(1).1;
    }
    text
}

#[instrumented]
#[expect(dead_code, reason = "nobody calls it, and rustc still has to say so")]
fn unused() {}

#[instrumented]
#[expect(unused_variables, reason = "nobody reads it, and rustc still has to say so")]
async fn unread(read: String, unread: String) -> String {
    read
}

/// Is copied and has an order, written as clippy wants them: nothing but what stands there.
#[derive(Debug, Copy, PartialEq, Eq)]
struct Line<Kind: Copy>(u32, Kind);

#[expect(clippy::expl_impl_clone_on_copy, reason = "what is looked at is its body")]
#[expect(clippy::missing_trait_methods, reason = "there are more than anybody writes")]
#[instrumented]
impl<Kind: Copy> Clone for Line<Kind> {
    fn clone(&self) -> Self {
        *self
    }
}

#[expect(clippy::missing_trait_methods, reason = "there are more than anybody writes")]
impl<Kind: Copy + Eq> Ord for Line<Kind> {
    #[instrumented]
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}

#[expect(clippy::missing_trait_methods, reason = "there are more than anybody writes")]
impl<Kind: Copy + Eq> PartialOrd for Line<Kind> {
    #[instrumented]
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// Has an order that only looks like the other.
#[derive(Debug, PartialEq, Eq)]
struct Backwards(u32);

#[expect(clippy::missing_trait_methods, reason = "there are more than anybody writes")]
impl Ord for Backwards {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}

#[expect(clippy::non_canonical_partial_ord_impl, reason = "it is not, and clippy has to say so")]
#[expect(clippy::missing_trait_methods, reason = "there are more than anybody writes")]
impl PartialOrd for Backwards {
    #[instrumented]
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(other.cmp(self))
    }
}

/// Is there for its bound.
#[instrumented]
fn has_order<Ordered: Ord + ?Sized, const COUNT: usize>() {}

#[instrumented]
#[expect(clippy::extra_unused_type_parameters, reason = "it is, and clippy still has to say so")]
fn forgotten<Extra>() -> Vec<u8> {
    Vec::new()
}

/// Of what others see, clippy wants to know more.
pub mod seen {
    use tenure::instrumented;

    /// Keeps texts.
    #[instrumented]
    pub trait Keep {
        /// Keeps this one.
        #[expect(clippy::missing_errors_doc, reason = "clippy still has to say so")]
        fn keep(&mut self, text: &str) -> Result<(), core::fmt::Error>;
    }
}

/// What is on the screen.
#[derive(Debug, Default, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[tracked(weak)]
struct Window<'title, Content> {
    /// What stands above it.
    title: &'title str,
    /// What is in it.
    content: Content,
    /// Counts.
    live: Live<Self>,
}

/// A type that its users are warned of.
#[derive(Debug, PartialEq, Eq)]
#[deprecated = "there is a newer one"]
#[tracked(bare, weak)]
struct OldWindow(Live<Self>, u8);

/// What it shows.
#[derive(Debug)]
#[tracked]
pub(crate) enum Shown {
    /// Something.
    Page {
        /// Counts.
        live: Live<Self>,
    },
    /// Nothing.
    Blank(Live<Self>),
    /// Something else.
    Other(u8, Live<Self>),
}

#[test]
fn no_lint_fires_where_values_are_counted() {
    let window = Window { title: "", content: 'a', live: Live::new() };
    assert!(window == window.clone() && window.title.is_empty(), "all windows are alike");
    #[expect(deprecated, reason = "this is the user's own code")]
    let old = OldWindow(Live::new(), 1).into_arc();
    assert!(!format!("{old:?}").is_empty(), "it prints");
    let shown = [Shown::Page { live: Live::new() }, Shown::Blank(Live::new())];
    assert!(!format!("{shown:?}").is_empty(), "they print");
    assert!(matches!(Shown::Other(1, Live::new()), Shown::Other(1, _)), "it is another one");
}

#[test]
fn no_lint_fires_in_an_expansion() {
    let line = Line(1, 'a');
    assert!(Clone::clone(&line) <= line && Backwards(1) >= Backwards(2));
    has_order::<str, 1>();
    assert!(forgotten::<u8>().is_empty());
    let log = Log { lines: vec![&'a'], place: None, width: 0, dirty: true, guard: Guard::new() };
    assert!(log.dirty && log.width == 0);
    assert!(matches!(log.close(), Ok(())), "nothing can fail");
    #[expect(deprecated, reason = "this is the user's own code")]
    let old = OldLog { place: None };
    assert!(matches!(old.close(), Ok(())), "nothing can fail");
    let open = || OpenLog { lines: vec![&'a'], place: String::new(), guard: Guard::new() };
    let OpenLogParts { lines, place } = open().into_parts();
    let read = AnyLog::Read(Some(place.clone()), 1);
    for any in [AnyLog::Open { lines, place }, read, AnyLog::Absent, AnyLog::Closed] {
        assert!(matches!(any.close(), Ok(())), "nothing can fail");
    }
    for either in [EitherLog::Left(open()), EitherLog::Right(open()), EitherLog::Neither] {
        assert!(matches!(either.close(), Ok(())), "nothing can fail");
    }
    let sent = || SentLog { lines: vec!['a'], last: None, guard: Guard::new() };
    assert!(matches!(sent().close(), Ok(())), "nothing can fail");
    let later = LaterLog { sent: sent(), place: String::new(), guard: Guard::new() };
    drop(later.close_async());
    let mut letters = Vec::new();
    assert!(matches!(written(&mut letters, "ab"), Ok(3)), "nothing can fail");
    assert!(written(&mut letters, "").is_err(), "it fails");
    drop(written_later(String::new()));
    assert!(matches!(unread_resource("a"), Ok(1)), "nothing can fail");
    let database = Database::instance();
    assert!(database.url.is_empty());
    let text = Text { url: database.url };
    nothing();
    assert_eq!(text.words("a b"), 3);
    drop(text.owned(String::new(), String::new(), Vec::new()));
    drop(text.captured(String::new(), String::new()));
    drop(text.opaque());
    drop(unread(String::new(), String::new()));
    drop((spawned(""), unfinished(), shorter("")));
}

/// Looked at, and never called.
#[cfg(feature = "dis")]
const fn looked_at(number: u32) -> u32 {
    number ^ 1
}

#[cfg(feature = "dis")]
#[test]
fn no_lint_fires_where_machine_code_is_shown() {
    let (number, code) = (1, tenure::dis!(looked_at));
    let closure = tenure::dis!(|other: u32| other ^ number);
    assert_eq!(code.is_identical(&closure).is_some(), code.problem().is_none(), "{code}");
    tenure::assert_asm!(looked_at, no_calls);
    tenure::assert_asm!(looked_at, max_bytes = 64, no_calls, no_indirect, no_panic);
    tenure::assert_asm!(|other: u32| other ^ number, no_panic);
}

#[test]
fn no_lint_fires_in_a_layout_or_a_list_of_members() {
    let located = Located { line: 1, place: Place(2) };
    assert_eq!(located.layout_of_val().size, 2, "there are two bytes");
    assert_eq!(located.place.name().len(), located.place.length(), "it is the default");
    assert!(located.line < located.place.0, "the fields are used");
    let tail = Tail { length: 1, kind: Numbers::add(1, 2) };
    assert!(tail.layout_of_val().size > 4 && u32::from(tail.length) < tail.kind, "it has a size");
    let events: [Event<u8>; 3] = [Event::Nothing, Event::Key { kind: 1 }, Event::Click(1, 2)];
    for event in events {
        assert!(event.layout_of_val().size > 1, "{event:?}");
        if let Event::Click(column, row) = event {
            assert_ne!(column, row, "the fields are used");
        }
        if let Event::Key { kind } = event {
            assert_eq!(kind, 1, "the field is used");
        }
    }
    assert_eq!((Short::LAYOUT.size, Never::LAYOUT.size), (3, 0), "a tag is a byte");
    assert_eq!([Short::One(1), Short::Two(1, 2)].len(), 2, "they are used");
    #[expect(deprecated, reason = "this is the user's own code")]
    let packet: Packet<'_, u8> = Packet { kind: 1, bytes: &[] };
    assert!(packet.bytes.is_empty(), "the field is used");
    assert_eq!(members_of!(Place, Naming).iter().count(), 2, "one is the default");
}

#[test]
fn no_lint_fires_in_a_cached_function() {
    assert!(matches!((length("a", (1, 2)), length_cache().len()), (4, 1)), "it is kept");
    drop(shared_length(String::new()));
}
