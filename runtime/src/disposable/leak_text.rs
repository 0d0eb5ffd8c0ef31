//! What a leak reads like.

use std::fmt::{self, Display, Formatter};

use super::leak::{Leak, LeakKind, UNKNOWN_TYPE};

impl Display for Leak {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.kind {
            LeakKind::Dropped => self.write_dropped(f)?,
            LeakKind::Alive => self.write_alive("at exit", f)?,
        }
        self.backtrace.as_ref().map_or(Ok(()), |backtrace| write!(f, "\n{backtrace}"))
    }
}

impl Leak {
    fn write_dropped(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Leak { type_name, created_at, count, unwinding, failed, error, .. } = self;
        f.write_str(type_name)?;
        if let Some(place) = created_at {
            write!(f, ", created at {place},")?;
        }
        f.write_str(" was dropped without being disposed")?;
        if *count > 1 {
            write!(f, " {count} times")?;
        }
        match (*unwinding, *count) {
            (0, _) => {}
            (unwinding, count) if unwinding == count => f.write_str(" during unwinding")?,
            (unwinding, _) => write!(f, ", {unwinding} of them during unwinding")?,
        }
        match error {
            None => Ok(()),
            Some(error) if *failed > 1 => {
                write!(f, "; disposing it then failed {failed} times, first with {error:#}")
            }
            Some(error) => write!(f, "; disposing it then failed: {error:#}"),
        }
    }

    fn write_alive(&self, when: &str, f: &mut Formatter<'_>) -> fmt::Result {
        let Leak { type_name, created_at, count, .. } = self;
        match (*count, *type_name) {
            (1, name) => f.write_str(name)?,
            (count, UNKNOWN_TYPE) => write!(f, "{count} values")?,
            (count, name) => write!(f, "{count} values of {name}")?,
        }
        if let Some(place) = created_at {
            write!(f, " made at {place}")?;
        }
        let are = if *count == 1 { "is" } else { "are" };
        write!(f, " {are} still alive {when}")
    }
}

/// A leak of a scope, which ends before the process does.
#[cfg(feature = "testing")]
pub(crate) struct InScope<'a>(pub(crate) &'a Leak);

#[cfg(feature = "testing")]
impl Display for InScope<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0.kind {
            LeakKind::Dropped => self.0.fmt(f),
            LeakKind::Alive => {
                self.0.write_alive("at its end", f)?;
                self.0.backtrace.as_ref().map_or(Ok(()), |backtrace| write!(f, "\n{backtrace}"))
            }
        }
    }
}
