//! The overrides of one thread, for another.

use std::sync::Arc;

use super::wrapped::Wrapped;
use crate::singleton::swap::{Active, View};

/// The overrides that a thread sees, to be handed on.
///
/// A thread that a test spawns sees no override of its own accord:
///
/// ```
/// use tenure::testing::Overrides;
/// use tenure::{Singleton, singleton};
///
/// #[singleton(init = || Config(80))]
/// struct Config(u16);
///
/// Config::override_with(Config(8080), || {
///     let overrides = Overrides::current();
///     std::thread::scope(|scope| {
///         scope.spawn(|| assert_eq!(Config::instance().0, 80));
///         scope.spawn(|| overrides.enter(|| assert_eq!(Config::instance().0, 8080)));
///     });
/// });
/// ```
///
/// They work for as long as this value lives. What was made for an override is taken down when that
/// override ends, though, and not made again: using it later is an
/// [`InitError::OverrideEnded`](crate::InitError::OverrideEnded).
#[derive(Clone, Debug)]
#[must_use = "it does nothing until something is called in it"]
pub struct Overrides {
    view: View,
    _active: Arc<Active>,
}

impl Overrides {
    /// Those that this thread sees now; may be none.
    pub fn current() -> Self {
        let view = View::current();
        Overrides { view, _active: Arc::new(Active::of(view)) }
    }

    /// Calls `f` while this thread sees these overrides, and no others of its own.
    pub fn enter<R>(&self, f: impl FnOnce() -> R) -> R {
        self.view.during(f)
    }

    /// Polls and drops `future` in these overrides.
    pub fn wrap<F: Future>(self, future: F) -> Wrapped<F> {
        Wrapped::new(self, future)
    }
}
