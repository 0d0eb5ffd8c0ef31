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
    /// The singleton was taken down already.
    #[non_exhaustive]
    Disposed {
        /// The name of the singleton.
        singleton: &'static str,
    },
    /// The process is being taken down, and nothing new is made.
    #[non_exhaustive]
    TearingDown {
        /// The name of the singleton.
        singleton: &'static str,
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
            InitError::Panicked { .. } => true,
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
            InitError::Panicked { singleton, message } => {
                write!(f, "`{singleton}` panicked while it was made: {message}")
            }
            InitError::Cycle { links } => {
                f.write_str("singletons need each other in a circle: ")?;
                list(f, links, false)
            }
            InitError::Deadlock { links } => {
                f.write_str("singletons wait for each other across threads: ")?;
                list(f, links, true)
            }
            InitError::Disposed { singleton } => {
                write!(f, "`{singleton}` was disposed by the teardown; use it before that")
            }
            InitError::TearingDown { singleton } => write!(
                f,
                "`{singleton}` is not made while the process is taken down; make it before that"
            ),
        }
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
