//! The panic of a step, which can go on where its error is looked at.

use std::any::Any;
use std::borrow::Cow;
use std::fmt;
use std::panic::resume_unwind;
use std::sync::Mutex;

use super::collector::discard;

/// What a panic carries.
pub(crate) type Payload = Box<dyn Any + Send>;

/// A panic that was caught: its text, and what it carried.
///
/// ```
/// use tenure::{Cause, Collector};
///
/// let mut steps = Collector::new();
/// steps.step("socket", || panic!("no such socket"));
/// let error = steps.finish().unwrap_err();
/// let Cause::Panic(panic) = error.first().cause() else { unreachable!() };
/// assert_eq!(panic.message(), "no such socket");
/// ```
pub struct Panic {
    message: Cow<'static, str>,
    // The lock is never waited for. It lets threads share what they could only send; `None` once
    // the panic goes on.
    payload: Mutex<Option<Payload>>,
}

impl Panic {
    #[cold]
    pub(crate) fn of(payload: Payload) -> Self {
        let message = if let Some(text) = payload.downcast_ref::<&'static str>() {
            Cow::Borrowed(*text)
        } else if let Some(text) = payload.downcast_ref::<String>() {
            Cow::Owned(text.clone())
        } else {
            Cow::Borrowed("a payload that is no text")
        };
        Panic { message, payload: Mutex::new(Some(payload)) }
    }

    /// Its text; a payload that is no text is named as such.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Lets the panic go on, with what it carried; the panic hook is not called again.
    ///
    /// # Panics
    ///
    /// That is what it does.
    pub fn resume(self) -> ! {
        resume_unwind(self.into_payload())
    }

    /// What the panic carried.
    #[must_use]
    pub fn into_payload(mut self) -> Box<dyn Any + Send> {
        self.take().unwrap_or_else(|| Box::new(self.message.clone().into_owned()))
    }

    fn take(&mut self) -> Option<Payload> {
        // No code of ours or of the user runs under the lock, so it is never poisoned.
        self.payload.get_mut().ok().and_then(Option::take)
    }
}

/// The payload may panic in its turn, which nobody could catch here.
impl Drop for Panic {
    fn drop(&mut self) {
        if let Some(payload) = self.take() {
            discard(payload);
        }
    }
}

impl fmt::Display for Panic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "panicked: {}", self.message)
    }
}

impl fmt::Debug for Panic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Panic").field(&self.message).finish()
    }
}
