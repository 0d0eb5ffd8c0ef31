//! Why a singleton cannot be had.

use std::error::Error;
use std::fmt;
use std::panic::Location;
use std::sync::Arc;

use crate::disposable::error::BoxError;

/// Why a singleton cannot be had; cheap to clone.
///
/// An error passes unchanged through every initialiser that needed the one that failed, so the
/// first text is the one that is read.
///
/// ```
/// use tenure::{InitError, singleton};
///
/// #[singleton(init = || "many".parse().map(Limit))]
/// struct Limit(u32);
///
/// let error = Limit::try_instance().err().unwrap();
/// assert_eq!(error.to_string(), "`Limit` cannot be made: invalid digit found in string");
/// assert!(error.downcast_ref::<std::num::ParseIntError>().is_some());
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum InitError {
    /// The initialiser returned an error; the next call tries again, unless `retry = never`.
    #[non_exhaustive]
    Failed {
        /// The name of the singleton.
        singleton: &'static str,
        /// What the initialiser returned.
        source: Arc<dyn Error + Send + Sync>,
    },
    /// The initialiser panicked; the error is kept and repeated.
    #[non_exhaustive]
    Panicked {
        /// The name of the singleton.
        singleton: &'static str,
        /// The text of the panic.
        message: Arc<str>,
        /// File, line and column of the panic, as the panic hook had them; `None` when the program
        /// has put another hook in the place of ours.
        place: Option<Arc<str>>,
        /// Where it was asked for.
        caller: &'static Location<'static>,
    },
    /// Nobody has provided the value yet; once somebody has, it is there.
    #[non_exhaustive]
    NotProvided {
        /// The name of the singleton.
        singleton: &'static str,
    },
    /// Initialisers on one thread need each other.
    #[non_exhaustive]
    Cycle {
        /// Every link, beginning with the one that closed the circle.
        links: Arc<[Link]>,
    },
    /// Initialisers on several threads wait for each other.
    #[non_exhaustive]
    Deadlock {
        /// Every link, beginning with the one that closed the circle.
        links: Arc<[Link]>,
    },
    /// Its constructor is `async`, and somebody asked for it without awaiting it.
    #[non_exhaustive]
    NotAwaited {
        /// The name of the singleton.
        singleton: &'static str,
        /// Where it was asked for.
        caller: &'static Location<'static>,
    },
    /// The singleton was taken down already.
    #[non_exhaustive]
    Disposed {
        /// The name of the singleton.
        singleton: &'static str,
        /// Where it was asked for.
        caller: &'static Location<'static>,
        /// Where the teardown was called, or the `dispose` of a managed one.
        teardown: &'static Location<'static>,
    },
    /// The process is being taken down, and nothing new is made.
    #[non_exhaustive]
    TearingDown {
        /// The name of the singleton.
        singleton: &'static str,
        /// Where it was asked for.
        caller: &'static Location<'static>,
        /// Where the teardown was called.
        teardown: &'static Location<'static>,
    },
    /// Another thread was making it when the process was forked, and that thread is not in the
    /// child; the error is kept and repeated.
    #[non_exhaustive]
    Forked {
        /// The name of the singleton.
        singleton: &'static str,
    },
    /// The singletons of a thread end with it, and are not made again.
    #[non_exhaustive]
    ThreadEnding {
        /// The name of the singleton.
        singleton: &'static str,
        /// Where it was asked for.
        caller: &'static Location<'static>,
    },
    /// The override that the singleton was to be made for has ended; with the feature `testing`.
    #[non_exhaustive]
    OverrideEnded {
        /// The name of the singleton.
        singleton: &'static str,
        /// The name of the singleton that was overridden.
        overridden: &'static str,
    },
}

/// One singleton that needs another while it is being made.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Link {
    /// The singleton that is being made.
    pub singleton: &'static str,
    /// The singleton that its initialiser asked for.
    pub needs: &'static str,
    /// Where it asked.
    pub at: &'static Location<'static>,
    /// The name of the thread that runs the initialiser, if it has one.
    pub thread: Option<String>,
}

impl InitError {
    /// The error of the initialiser, if it is an `E`.
    #[must_use]
    pub fn downcast_ref<E: Error + 'static>(&self) -> Option<&E> {
        match self {
            InitError::Failed { source, .. } => source.downcast_ref(),
            _ => None,
        }
    }

    /// An `InitError` of another singleton passes as it is.
    pub(super) fn of(singleton: &'static str, error: BoxError) -> Self {
        match error.downcast::<InitError>() {
            Ok(error) => *error,
            Err(error) => InitError::Failed { singleton, source: error.into() },
        }
    }

    /// Whether the error is repeated: a panic always, because it is a bug; the error of an
    /// initialiser when the declaration says so. Who calls whom in a circle, or how far a teardown
    /// is, may be otherwise at the next call.
    pub(super) fn is_kept(&self, keeps_errors: bool) -> bool {
        match self {
            InitError::Panicked { .. } | InitError::Forked { .. } => true,
            InitError::Failed { .. } => keeps_errors,
            _ => false,
        }
    }
}

impl fmt::Display for InitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InitError::Failed { singleton, source } => {
                write!(f, "`{singleton}` cannot be made: {source}")
            }
            InitError::Panicked { singleton, message, place, caller } => {
                write!(f, "`{singleton}` panicked while it was made")?;
                if let Some(place) = place {
                    write!(f, ", at {place}")?;
                }
                write!(f, ", asked for at {caller}: {message}")
            }
            InitError::NotProvided { singleton } => {
                let (name, key) = match declared(singleton) {
                    (name, Keys::One) => (name, "key, "),
                    (name, Keys::None) => (name, ""),
                };
                write!(
                    f,
                    "`{singleton}` was not provided; call `{name}::provide({key}..)` first, for \
                     instance at the start of `main`"
                )
            }
            InitError::Cycle { links } => {
                f.write_str("singletons need each other in a circle: ")?;
                list(f, links, false)?;
                f.write_str("; take one of these calls out, or make it after construction")
            }
            InitError::Deadlock { links } => {
                f.write_str("singletons wait for each other across threads: ")?;
                list(f, links, true)?;
                f.write_str("; ask for one of them before the threads start, or after construction")
            }
            InitError::NotAwaited { singleton, caller } => {
                let (name, key) = match declared(singleton) {
                    (name, Keys::One) => (name, "key"),
                    (name, Keys::None) => (name, ""),
                };
                write!(
                    f,
                    "`{singleton}` has an `async` constructor, so it cannot be made at {caller}; \
                     await `{name}::instance({key})` before that"
                )
            }
            InitError::Disposed { singleton, caller, teardown } => write!(
                f,
                "`{singleton}` was disposed at {teardown}, and asked for at \
                 {caller}; use it before that"
            ),
            InitError::TearingDown { singleton, caller, teardown } => write!(
                f,
                "`{singleton}` is not made during the teardown at {teardown}, and was asked for at \
                 {caller}; make it before that"
            ),
            InitError::Forked { singleton } => write!(
                f,
                "`{singleton}` was being made by another thread when the process forked; make it \
                 before the fork"
            ),
            InitError::ThreadEnding { singleton, caller } => write!(
                f,
                "`{singleton}` cannot be had while its thread ends, and was asked for at {caller}; \
                 use it before that"
            ),
            InitError::OverrideEnded { singleton, overridden } => write!(
                f,
                "`{singleton}` belongs to an override of `{overridden}` that has ended; end the \
                 threads and futures that use it before that"
            ),
        }
    }
}

enum Keys {
    None,
    One,
}

/// The name of the declaration: that of an instance with a key is `Pool["primary"]`.
fn declared(singleton: &'static str) -> (&'static str, Keys) {
    match singleton.split_once('[') {
        Some((name, _)) => (name, Keys::One),
        None => (singleton, Keys::None),
    }
}

fn list(f: &mut fmt::Formatter<'_>, links: &[Link], threads: bool) -> fmt::Result {
    for (index, Link { singleton, needs, at, thread }) in links.iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        write!(f, "{comma}`{singleton}` needs `{needs}` at {at}")?;
        if threads {
            write!(f, " on thread `{}`", thread.as_deref().unwrap_or("unnamed"))?;
        }
    }
    Ok(())
}

impl Error for InitError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            InitError::Failed { source, .. } => Some(&**source),
            _ => None,
        }
    }
}
