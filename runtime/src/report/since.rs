//! What a report has that another, from before, has not.

use std::ptr::eq;

use super::Report;
use super::functions::Functions;
use crate::disposable::disposals::disposals;
use crate::disposable::leak::leaks;
use crate::singleton::registry::{SingletonInfo, singletons};
use crate::sync::thread;

impl Report {
    /// All but what `#[instrumented]` recorded.
    pub(crate) fn without_functions() -> Self {
        Report {
            singletons: singletons(),
            disposals: disposals(),
            leaks: leaks(),
            functions: Functions::default(),
        }
    }

    /// What was not there `before`, with `functions` of which the same holds.
    pub(crate) fn since(mut self, before: &Report, functions: Functions) -> Self {
        self.singletons.retain(|info| is_new(info, before));
        for disposal in &mut self.disposals {
            let same = before.disposals.iter().find(|other| {
                other.type_name == disposal.type_name && eq(other.created_at, disposal.created_at)
            });
            disposal.count -= same.map_or(0, |other| other.count);
            disposal.failed -= same.map_or(0, |other| other.failed);
        }
        self.disposals.retain(|disposal| disposal.count > 0);
        for leak in &mut self.leaks {
            let same = before.leaks.iter().find(|other| {
                let place = |created_at: Option<_>| created_at.map(std::ptr::from_ref);
                (other.type_name, other.kind, place(other.created_at))
                    == (leak.type_name, leak.kind, place(leak.created_at))
            });
            leak.count -= same.map_or(0, |other| other.count);
            leak.unwinding -= same.map_or(0, |other| other.unwinding);
            leak.failed -= same.map_or(0, |other| other.failed);
        }
        self.leaks.retain(|leak| leak.count > 0);
        Report { functions, ..self }
    }

    /// The same, of the calling thread.
    pub(crate) fn since_of_this_thread(mut self, before: &Report, functions: Functions) -> Self {
        let this = thread::current().id();
        self.singletons.retain(|info| is_new(info, before));
        self.singletons.retain(|info| info.init.as_ref().is_some_and(|run| run.thread_id == this));
        Report { functions, disposals: Vec::new(), leaks: Vec::new(), ..self }
    }
}

/// Whether its last run began later.
fn is_new(info: &SingletonInfo, before: &Report) -> bool {
    let Some(run) = &info.init else { return false };
    !before.singletons.iter().any(|other| {
        let same = other
            .init
            .as_ref()
            .is_some_and(|other| (other.attempt, other.thread_id) == (run.attempt, run.thread_id));
        same && other.name == info.name && eq(other.declared, info.declared)
    })
}
