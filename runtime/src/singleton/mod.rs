//! One value per process, made on first use and taken down in reverse.

mod any_slot;
pub(crate) mod cell;
mod circle;
mod completed;
mod declared;
pub(crate) mod dependency;
pub(crate) mod eager;
pub(crate) mod error;
mod failed;
#[cfg(all(unix, not(loom)))]
mod fork;
#[cfg(feature = "async")]
pub(crate) mod future;
mod graph;
pub(crate) mod init_info;
pub(crate) mod initialiser;
pub(crate) mod keyed;
pub(crate) mod local;
pub(crate) mod managed;
#[cfg(all(test, loom))]
mod model;
pub(crate) mod node;
mod order;
mod panics;
mod provided;
mod record;
pub(crate) mod registry;
pub(crate) mod rules;
pub(crate) mod run;
mod settled;
pub(crate) mod storage;
mod stuck;
#[cfg(feature = "testing")]
pub(crate) mod swap;
#[cfg(not(feature = "testing"))]
#[path = "swap/off.rs"]
mod swap;
pub(crate) mod teardown;
mod thrown;
pub(crate) mod watchdog;

use std::ops::Deref;

use cell::Status;
pub use declared::Declared;
use storage::Storage;

/// A type of which there is one value; implemented by [`#[singleton]`](macro@crate::singleton).
///
/// ```
/// use tenure::{Singleton, Status, singleton};
///
/// #[singleton(init = || Greeting("hello".to_owned()))]
/// struct Greeting(String);
///
/// assert_eq!(Greeting::status(), Status::Empty);
/// assert!(Greeting::peek().is_none());
/// assert_eq!(Greeting::with(|it| it.0.len()), 5);
/// assert_eq!(Greeting::peek().unwrap().0, Greeting::instance().0);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a singleton",
    label = "no `#[singleton]` on this type, or one with `key`",
    note = "add `#[singleton]` to `{Self}`, or do not ask for it as a dependency",
    note = "with `key` it is a `KeyedSingleton`: call `{Self}::instance(&key)`"
)]
pub trait Singleton: Sized + 'static {
    /// What `instance` gives: `&'static Self`, with `thread_local` `Rc<Self>`, with `managed` a
    /// [`Handle`](crate::Handle).
    type Ref: Deref<Target = Self> + Storage;

    #[doc(hidden)]
    const DECLARED: Declared<Self>;

    /// The value, if it is there; never makes it and never locks (but the first handle of a thread
    /// to a managed one does).
    #[inline]
    #[must_use]
    #[track_caller]
    fn peek() -> Option<Self::Ref> {
        Storage::peek(Self::DECLARED.slot())
    }

    /// Calls `f` with the value, which is made first if need be.
    ///
    /// # Panics
    ///
    /// With the text of the [`InitError`](crate::InitError) when the value cannot be made.
    #[inline]
    #[track_caller]
    fn with<R>(f: impl FnOnce(&Self) -> R) -> R {
        <Self::Ref as Storage>::with(Self::DECLARED.slot(), f)
    }

    /// What has become of the value so far.
    #[must_use]
    fn status() -> Status {
        <Self::Ref as Storage>::status(Self::DECLARED.slot())
    }

    /// Calls `f` while this thread sees `value` in the place of the one there is; for tests, with
    /// the feature `testing`.
    ///
    /// Other threads, and so other tests, see what they saw before, whether the real value was made
    /// already or is made meanwhile. Overrides may be nested, of the same type and of others; the
    /// innermost counts. [`Overrides`](crate::testing::Overrides) hands them on to other threads
    /// and into futures.
    ///
    /// Every singleton that needs this one, through its parameters or `deps`, directly or through
    /// others, is made anew when it is first used in `f`, and taken down at the end of `f`, the
    /// last one first; the real ones are not touched. What a singleton uses without declaring it is
    /// not known: real singletons are made from real ones only, so an override never leaks into
    /// them, and one with an undeclared use does not see it. The `dispose` hook of this type is not
    /// called with `value`.
    ///
    /// What is handed out as `&'static` is never freed. A `managed` value is freed at the end, and a
    /// handle that is kept beyond it is an error that names it, as with `dispose`. Of a `thread_local` singleton, `value` is for
    /// this thread alone: on others, also on those that [`Overrides`](crate::testing::Overrides) are
    /// handed to, each keeps its own, and what is made anew there ends with its thread. One that is
    /// `provided` is not made anew, since its value does not come from what it needs.
    ///
    /// ```
    /// use tenure::{Singleton, singleton};
    ///
    /// #[singleton(init = || Config { url: "db.example.org".to_owned() })]
    /// struct Config {
    ///     url: String,
    /// }
    ///
    /// struct Database(&'static str);
    ///
    /// #[singleton]
    /// impl Database {
    ///     fn new(config: &'static Config) -> Self {
    ///         Database(&config.url)
    ///     }
    /// }
    ///
    /// Config::override_with(Config { url: "localhost".to_owned() }, || {
    ///     assert_eq!(Config::instance().url, "localhost");
    ///     assert_eq!(Database::instance().0, "localhost"); // one of its own
    /// });
    /// assert_eq!(Database::instance().0, "db.example.org");
    /// ```
    ///
    /// # Panics
    ///
    /// When `f` panics; and after `f`, with the errors, when what was made for it cannot be
    /// disposed. If both happen, the errors are printed on standard error.
    #[cfg(feature = "testing")]
    #[track_caller]
    fn override_with<R>(value: Self, f: impl FnOnce() -> R) -> R
    where
        Self::Ref: swap::Overridable,
    {
        swap::with_swapped(
            <Self::Ref as swap::Overridable>::with_value(Self::DECLARED.slot(), value),
            f,
        )
    }

    /// The same for all threads of the process, such as those of a pool that runs what `f` asks
    /// for; not for a `thread_local` singleton.
    ///
    /// One thread at a time overrides for all, so such tests wait for each other and for nothing
    /// else; on that thread they may be nested. A thread's own overrides hide those for all
    /// threads, and a singleton that is made anew here, for all threads, does not see them.
    ///
    /// ```
    /// use tenure::{Singleton, singleton};
    ///
    /// #[singleton(init = || Config(80))]
    /// struct Config(u16);
    ///
    /// let seen = Config::override_global(Config(8080), || {
    ///     std::thread::spawn(|| Config::instance().0).join().unwrap()
    /// });
    /// assert_eq!(seen, 8080);
    /// assert_eq!(Config::instance().0, 80);
    /// ```
    ///
    /// # Panics
    ///
    /// As [`override_with`](Self::override_with).
    #[cfg(feature = "testing")]
    #[track_caller]
    fn override_global<R>(value: Self, f: impl FnOnce() -> R) -> R
    where
        Self::Ref: swap::OverridableForAll,
    {
        swap::with_swapped_everywhere(
            <Self::Ref as swap::Overridable>::with_value(Self::DECLARED.slot(), value),
            f,
        )
    }
}
