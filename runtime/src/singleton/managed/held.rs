//! The error of a disposal that finds handles which are still out.

use std::error::Error;
use std::fmt;
use std::panic::Location;
use std::time::Duration;

/// A handle that is out.
#[derive(Debug)]
pub(in crate::singleton) struct Held {
    pub(in crate::singleton) place: &'static Location<'static>,
    pub(in crate::singleton) by: Holding,
}

/// The thread that took a handle.
#[derive(Debug)]
pub(in crate::singleton) enum Holding {
    /// The one that asks.
    Here,
    /// Another one, with its name.
    Elsewhere(Option<String>),
    /// One that is no more.
    Ended,
}

/// Why a value is not freed.
#[derive(Debug)]
pub(in crate::singleton) struct StillHeld {
    pub(in crate::singleton) waited: Duration,
    pub(in crate::singleton) handles: Vec<Held>,
}

impl fmt::Display for StillHeld {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let StillHeld { waited, handles } = self;
        write!(f, "not freed, since handles are still out after {waited:?}: taken")?;
        for (index, Held { place, by }) in handles.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            write!(f, "{comma} at {place} on {by}")?;
        }
        f.write_str("; drop them, and dispose again")
    }
}

impl fmt::Display for Holding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Holding::Here => f.write_str("this thread"),
            Holding::Elsewhere(Some(name)) => write!(f, "thread `{name}`"),
            Holding::Elsewhere(None) => f.write_str("an unnamed thread"),
            Holding::Ended => f.write_str("a thread that has ended"),
        }
    }
}

impl Error for StillHeld {}
