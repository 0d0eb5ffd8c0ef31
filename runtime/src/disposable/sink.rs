//! Who is told of leaks when the process ends.

use std::sync::{Arc, PoisonError, RwLock};

use super::collector::quietly;
use super::leak::Leak;
use crate::report::say::say;

type Sink = Arc<dyn Fn(&Leak) + Send + Sync>;

static SINK: RwLock<Option<Sink>> = RwLock::new(None);

/// Gives every [`Leak`] that is reported when the process ends to `sink`, instead of a line on
/// standard error; as [`std::panic::set_hook`] does with panics. The last one that was set counts.
///
/// It is called once for each, first for those that were dropped, then for those that are still
/// alive, on the thread that ends the process and after the teardown, in which it may be set still.
/// What it leaks itself is not reported. Where it panics, the line on standard error is printed
/// after all.
///
/// ```
/// use std::sync::Mutex;
/// use tenure::{Guard, disposable};
///
/// static COLLECTED: Mutex<Vec<String>> = Mutex::new(Vec::new());
///
/// #[disposable]
/// struct Session {
///     guard: Guard,
/// }
///
/// tenure::set_leak_sink(|leak| COLLECTED.lock().unwrap().push(leak.to_string()));
/// let process = tenure::start();
/// drop(Session { guard: Guard::new() });
/// drop(process); // at the end of `main`
///
/// let collected = COLLECTED.lock().unwrap();
/// assert_eq!(collected.len(), 1);
/// assert!(collected[0].ends_with(" was dropped without being disposed"));
/// ```
pub fn set_leak_sink(sink: impl Fn(&Leak) + Send + Sync + 'static) {
    let sink: Sink = Arc::new(sink);
    let before = SINK.write().unwrap_or_else(PoisonError::into_inner).replace(sink);
    drop(before); // what it held may do anything, so without the lock
}

/// Tells of `leaks`, one after the other.
pub(crate) fn tell(leaks: &[Leak]) {
    let sink = SINK.read().unwrap_or_else(PoisonError::into_inner).clone();
    for leak in leaks {
        let told = sink.as_ref().and_then(|sink| quietly(|| sink(leak)));
        if told.is_none() {
            // The errors in it print themselves.
            let text = quietly(|| leak.to_string());
            let text = text.unwrap_or_else(|| format!("{} was leaked", leak.type_name));
            say(&format!("warning: {text}"));
        }
    }
}
