//! Which singletons are overridden at the moment, anywhere; and so which have to look.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::affected::Affected;
use super::scope::Scope;
use super::view::View;
use crate::singleton::node::Node;
use crate::singleton::order::{self, Known, started};

/// As often as there are overrides of it. Locked under the lock of `order` only.
static OVERRIDDEN: Mutex<Vec<&'static Node>> = Mutex::new(Vec::new());

/// Keeps the singletons that overrides affect off their hot path.
#[derive(Debug)]
pub(crate) struct Active(Vec<&'static Node>);

impl Active {
    /// For whom all of `view` is handed on to.
    pub(crate) fn of(view: View) -> Self {
        Active::new(view.scopes().map(Scope::node).collect())
    }

    pub(super) fn new(nodes: Vec<&'static Node>) -> Self {
        let order = order::lock();
        overridden().extend(&nodes);
        let mut affected = Affected::by(&nodes);
        for slot in started(&order).filter(|slot| slot.is_swappable()) {
            if affected.has(slot.entry().node()) {
                slot.entry().set_overridable(true);
            }
        }
        Active(nodes)
    }
}

impl Drop for Active {
    fn drop(&mut self) {
        let order = order::lock();
        let mut overridden = overridden();
        for ended in &self.0 {
            let index = overridden.iter().position(|node| std::ptr::eq(*node, *ended));
            index.map(|index| overridden.swap_remove(index));
        }
        let mut affected = Affected::by(&overridden);
        for slot in started(&order).filter(|slot| slot.entry().is_overridable()) {
            slot.entry().set_overridable(affected.has(slot.entry().node()));
        }
    }
}

/// Marks a singleton whose initialiser is started while something is overridden; called under the
/// lock of `order`. Whether it needs that is found out when an override ends: here nothing is
/// allocated, since an allocator may be what is being made.
///
/// One that nobody has asked for needs no mark: it is not on its hot path.
pub(in crate::singleton) fn mark(started: Known) {
    let is_marked = started.is_swappable() && !overridden().is_empty();
    started.entry().set_overridable(is_marked);
}

fn overridden() -> MutexGuard<'static, Vec<&'static Node>> {
    OVERRIDDEN.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use crate::singleton::Singleton;
    use crate::singleton::cell::AnySlot as _;
    use crate::testing::Overrides;

    #[crate::singleton(init = || Config, crate = crate)]
    struct Config;
    #[crate::singleton(init = || Database, deps(Config), crate = crate)]
    struct Database;
    #[crate::singleton(init = || Clock, crate = crate)]
    struct Clock;

    /// Whether each of them is on its hot path.
    fn hot() -> [bool; 3] {
        [
            Config::DECLARED.slot().entry().is_ready(),
            Database::DECLARED.slot().entry().is_ready(),
            Clock::DECLARED.slot().entry().is_ready(),
        ]
    }

    #[test]
    fn what_is_overridden_leaves_the_hot_path_until_the_last_override_ends() {
        #[crate::singleton(init = || Late, crate = crate)]
        struct Late;

        let _made = (Config::instance(), Database::instance(), Clock::instance());
        assert_eq!(hot(), [true; 3]);
        let overrides = Config::override_with(Config, || {
            Database::override_with(Database, || assert_eq!(hot(), [false, false, true]));
            assert_eq!(hot(), [false, false, true]);
            Overrides::current()
        });
        assert_eq!(hot(), [false, false, true]);
        drop(overrides);
        assert_eq!(hot(), [true; 3]);
        Database::override_with(Database, || assert_eq!(hot(), [true, false, true]));
        assert_eq!(hot(), [true; 3]);
        let is_hot = || Late::DECLARED.slot().entry().is_ready();
        Database::override_with(Database, Late::instance);
        assert!(is_hot());
    }
}
