//! The attributes of [`tenure`](https://docs.rs/tenure); depend on `tenure`, which re-exports them.

#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

#[cfg(test)]
mod budgets;
mod cached;
mod compare;
mod disposable;
mod entry;
mod instrumented;
mod layout;
mod located;
mod members;
#[cfg(test)]
mod mutations;
mod pipeline;
mod scoped;
mod singleton;
#[cfg(test)]
mod snapshots;
mod support;
mod tracked;
mod utility;

use pipeline::Mode;
use proc_macro::TokenStream;

/// Constructors may be `async`; in the unit tests always, since the snapshots show them.
const ASYNC: Mode = if cfg!(any(feature = "async", test)) { Mode::On } else { Mode::Off };

/// There is a cache to ask; in the unit tests always, since the snapshots show it.
const CACHE: Mode = if cfg!(any(feature = "cache", test)) { Mode::On } else { Mode::Off };

/// A program that measures nothing pays nothing.
const INSTRUMENT: Mode = if cfg!(feature = "instrument") { Mode::On } else { Mode::Off };

/// Nothing, or what is wrong with rows of `compare!` that rustc could parse.
#[doc(hidden)]
#[proc_macro]
pub fn checked_rows(rows: TokenStream) -> TokenStream {
    compare::check(rows.into()).into()
}

/// What is wrong with those that it could not.
#[doc(hidden)]
#[proc_macro]
pub fn refused_rows(tokens: TokenStream) -> TokenStream {
    compare::refuse(tokens.into()).into()
}

#[doc = include_str!("cached/docs.md")]
#[proc_macro_attribute]
pub fn cached(args: TokenStream, item: TokenStream) -> TokenStream {
    cached::PATTERN.run(Mode::On, args.into(), item.into()).into()
}

#[doc = include_str!("disposable/docs.md")]
#[proc_macro_attribute]
pub fn disposable(args: TokenStream, item: TokenStream) -> TokenStream {
    disposable::PATTERN.run(Mode::On, args.into(), item.into()).into()
}

/// What `#[disposable]` writes on a type.
#[doc(hidden)]
#[proc_macro_derive(Disposable, attributes(tenure, dispose))]
pub fn derive_disposable(item: TokenStream) -> TokenStream {
    disposable::PATTERN.run_derive(item.into()).into()
}

#[doc = include_str!("instrumented/docs.md")]
#[proc_macro_attribute]
pub fn instrumented(args: TokenStream, item: TokenStream) -> TokenStream {
    instrumented::PATTERN.run(INSTRUMENT, args.into(), item.into()).into()
}

#[doc = include_str!("layout/docs.md")]
#[proc_macro_derive(Layout, attributes(layout))]
pub fn derive_layout(item: TokenStream) -> TokenStream {
    layout::PATTERN.run_own_derive(item.into()).into()
}

/// Puts what a `macro_rules!` wrote at a place in the code of the user.
#[doc(hidden)]
#[proc_macro]
pub fn located(tokens: TokenStream) -> TokenStream {
    located::located(tokens.into()).into()
}

/// Runs the whole life of a process around `main`: eager singletons on the way in; teardown,
/// leaks and the report on the way out.
///
/// ```ignore
/// #[tenure::main]
/// fn main() -> Result<(), Error> {
///     serve()
/// }
/// ```
///
/// `main` may return whatever [`std::process::Termination`] allows, and may be `async` below the
/// attribute of a runtime (`#[tokio::main]`), in either order.
///
/// | option | meaning |
/// |---|---|
/// | `crate = path` | where `tenure` is, if it is renamed or re-exported |
///
/// # What it expands to
///
/// A `main` around yours, which hands yours to `tenure`:
///
/// ```ignore
/// fn main() -> ExitCode {
///     fn main() -> Result<(), Error> {
///         serve()
///     }
///     tenure::__private::run(main)
/// }
/// ```
///
/// # Errors
///
/// An eager singleton that cannot be made ends the program before the body, with its `InitError`
/// on standard error and exit code 1. Errors of the teardown are printed on standard error and
/// turn exit code 0 into 1.
#[proc_macro_attribute]
pub fn main(args: TokenStream, item: TokenStream) -> TokenStream {
    entry::PATTERN.run(Mode::On, args.into(), item.into()).into()
}

#[doc = include_str!("members/docs.md")]
#[proc_macro_attribute]
pub fn members(args: TokenStream, item: TokenStream) -> TokenStream {
    members::PATTERN.run(Mode::On, args.into(), item.into()).into()
}

#[doc = include_str!("scoped/docs.md")]
#[proc_macro_attribute]
pub fn scoped(args: TokenStream, item: TokenStream) -> TokenStream {
    scoped::PATTERN.run(Mode::On, args.into(), item.into()).into()
}

/// Makes a type the one value of its kind in the process, made on first use.
///
/// On the type the value is made by `new`, or by the path or closure of `init`; on an `impl` block
/// by its `fn new`, or by the function marked `#[init]`, whose parameters are other singletons.
///
/// ```ignore
/// #[singleton(init = Config::from_env)]
/// pub struct Config { url: String }
///
/// #[singleton(dispose = Database::disconnect)]
/// impl Database {
///     fn new(config: &'static Config) -> Result<Self, DbError> { /* .. */ }
/// }
///
/// Database::instance();     // -> &'static Database; panics with the text of the `InitError`
/// Database::try_instance(); // -> Result<&'static Database, InitError>
/// ```
///
/// With the feature `async` the function of an `impl` block may be `async fn`, and have parameters of
/// either kind. Then both functions return futures, on any runtime or none: `Pool::instance().await`.
/// The future of the constructor is kept with the singleton, so whoever is dropped while it awaits
/// leaves it to the next. It does not go with `eager` and `thread_local`.
///
/// | option | meaning |
/// |---|---|
/// | `init = path or closure` | on the type only; returns `Self` or `Result<Self, E>` |
/// | `eager` | made by `tenure::start()` or `#[tenure::main]`, dependencies first |
/// | `key = K` | one for each key: `instance(&key)`, and with `managed` `dispose(&key)`; `init` and `new` get a `&K`; one parameter of the function in an `impl` block may be a `&K`, or a `K` of its own |
/// | `provided` | on the type only; no initialiser: `Config::provide(value)` hands the value over, once; with `thread_local` once on each thread, with `recreate` again after each disposal |
/// | `deps(A, B)` | made before this one and kept until after it, without being parameters |
/// | `dispose = path or closure` | `fn(&self)` or `fn(&self) -> Result<(), E>`, run at teardown; without it `DisposeShared`, where the type implements that |
/// | `thread_local` | one value for each thread, without `Send` and `Sync`; `instance` gives an `Rc<Self>` |
/// | `managed` | really freed: `instance` gives a `tenure::Handle`, and `Type::dispose()` waits for the last one |
/// | `recreate` | with `managed`: once it is disposed, the next `instance` makes a new one |
/// | `allow(clone, default, drop, public_new)` | switches off one rule each |
/// | `budget = "10ms"` | how long the initialiser may take, without those it needs; one that takes longer is told at the end of the process, and fails `tenure::timeline().assert_budgets()` |
/// | `retry = on_err` or `never` | after an error the next call tries again (default), or gets the same error |
/// | `crate = path` | where `tenure` is, if it is renamed or re-exported |
///
/// # One value for each thread
///
/// A `thread_local` singleton may need those of the process, as `&'static Config`, and others of its
/// thread, as `Rc<Theme>`. At the end of a thread its values go in the reverse order of completion:
/// each is disposed (`dispose = path` or `DisposeShared`, then `Dispose`, if nobody else has the
/// `Rc`) and dropped before those it needs. From then on, in the destructors of other thread locals,
/// `try_instance` gives `InitError::ThreadEnding`, and never a second value. What a hook uses of the
/// user's own thread locals has to be touched before the first of these singletons is completed:
/// destructors of thread locals run in the reverse order of their first use.
///
/// What fails at the end of a thread is part of the error of `tenure::teardown()`; without
/// `tenure::start()` or `#[tenure::main]` it is printed on standard error at once. The teardown
/// disposes the values of the thread that calls it, before those of the process; they are freed at
/// the end of that thread. Those of a thread that is still there end with it, and find disposed what
/// the teardown has disposed. A thread that is not joined when `main` returns, and every other one
/// when the process is ended with `std::process::exit`, is cut off, and its values with it.
///
/// # A value that is freed
///
/// `Type::dispose()` of a `managed` singleton gives out no new handle, waits up to 5 seconds for the
/// last one, runs the hook, then `Dispose::dispose` where the type implements it, and drops the
/// value. All of it is tried, and every error is in the `DisposeError`. The teardown does the same.
/// When a handle stays out, the hook runs and the value stays; the error says where the oldest
/// handle of each thread was taken, and the next `dispose`, or the teardown, tries again. What is
/// disposed already or was never made has nothing to dispose: that is `Ok`. A value that is being
/// made is waited for; its own initialiser and its own hook cannot dispose it, and its hook gets no
/// handle. With `recreate` two values are never there at once: who asks during a disposal waits for
/// the next one, unless the disposal waits for a handle of that same thread.
/// With `key` each key has such a life of its own; `provide` waits for the end of a disposal as well.
///
/// # What it expands to
///
/// Two statics (what the singleton needs, and the slot for its value), an implementation of
/// `tenure::Singleton`, and the two functions above, with the visibility of the type (`pub` on an
/// `impl` block, which cannot see it).
///
/// # Errors
///
/// At compile time: singletons that need each other in a circle, dependencies that are no
/// singletons, a type that is not `Sync`, generic types, a missing constructor, an `async` one
/// without its feature, and one whose future is not `Send`, since any thread may poll it; and, unless
/// `allow` names it:
///
/// - `clone`: the type implements `Clone` or `Copy`
/// - `default`: it implements `Default`, also when `init` is that
/// - `drop`: it implements `Drop` or `Dispose`, and neither `dispose` nor `DisposeShared` says what
///   is to be done at the end
/// - `public_new`: a `pub fn` of the `impl` block returns a new one, by itself or in a `Result`,
///   `Option`, `Box`, `Rc` or `Arc`; or the type is `pub`, not `#[non_exhaustive]` and has no private
///   field, or a variant anyone can name. (What is `pub(crate)` is left to the crate.)
#[proc_macro_attribute]
pub fn singleton(args: TokenStream, item: TokenStream) -> TokenStream {
    singleton::PATTERN.run(Mode::On, args.into(), item.into()).into()
}

/// What `#[singleton]` writes on a type.
#[doc(hidden)]
#[proc_macro_derive(Singleton, attributes(tenure))]
pub fn derive_singleton(item: TokenStream) -> TokenStream {
    singleton::PATTERN.run_derive(item.into()).into()
}

#[doc = include_str!("tracked/docs.md")]
#[proc_macro_attribute]
pub fn tracked(args: TokenStream, item: TokenStream) -> TokenStream {
    tracked::PATTERN.run(Mode::On, args.into(), item.into()).into()
}

/// What `#[tracked]` writes on a type.
#[doc(hidden)]
#[proc_macro_derive(Tracked, attributes(tenure))]
pub fn derive_tracked(item: TokenStream) -> TokenStream {
    tracked::PATTERN.run_derive(item.into()).into()
}

/// Makes a type static-only: there is no value of it, and its functions take no `self`.
///
/// ```ignore
/// #[utility]
/// pub struct MathUtils;
///
/// #[utility]
/// impl MathUtils {
///     pub fn add(a: i32, b: i32) -> i32 {
///         a + b
///     }
/// }
///
/// MathUtils::add(1, 2);
/// // let utils = MathUtils;                 // error: expected value, found enum `MathUtils`
/// // fn subtract(&self, b: i32) -> i32;     // error: nobody has a `MathUtils` to call it on
/// ```
///
/// | option | meaning |
/// |---|---|
/// | `crate = path` | where `tenure` is, if it is renamed or re-exported |
///
/// # What it expands to
///
/// On the type: an enum without variants in its place, which is the one type without values, and an
/// implementation of `tenure::Utility`. On an `impl` block, inherent or of a trait: a constant that
/// proves that its type is one. The functions stay as they are.
///
/// # Errors
///
/// Fields and variants; a `self`, or a function that returns the type; an `impl` block of a type that is
/// no utility. Making a value of it is an error of rustc.
#[proc_macro_attribute]
pub fn utility(args: TokenStream, item: TokenStream) -> TokenStream {
    utility::PATTERN.run(Mode::On, args.into(), item.into()).into()
}
