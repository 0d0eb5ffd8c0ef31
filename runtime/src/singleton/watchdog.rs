//! What is said and done when a teardown takes too long.

use std::fmt::Write as _;
use std::panic::Location;
use std::time::Duration;

use super::order::{self, Known, Order};
use crate::clock;
use crate::disposable::collector::Collector;
use crate::report::say::say;
use crate::sync::thread::{Builder, JoinHandle, ThreadId};

/// How long one hook may take before it is named.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long all of them may take before a process that ends does so without them.
const DEADLINE: Duration = Duration::from_secs(30);

/// A teardown that is under way.
pub(super) struct Teardown {
    thread: ThreadId,
    /// Where it was called.
    pub(super) place: &'static Location<'static>,
    pub(super) failures: Collector,
    pub(super) overrun: Overrun,
    began: u64,
    /// The singleton that is being disposed.
    hook: Option<Hook>,
    is_watched: bool,
}

/// What happens when the deadline has passed.
#[derive(Clone, Copy)]
pub(crate) enum Overrun {
    /// The teardown goes on: it was called by a program that does.
    Wait,
    /// The process ends with this code; the function says why.
    End(i32, fn(i32, &str) -> !),
}

struct Hook {
    slot: Known,
    /// `None`: it does not run before the last handle is dropped.
    began: Option<u64>,
    is_named: bool,
}

impl Teardown {
    pub(super) fn new(
        thread: ThreadId,
        place: &'static Location<'static>,
        overrun: Overrun,
    ) -> Self {
        let began = clock::now();
        let failures = Collector::new();
        Teardown { thread, place, failures, overrun, began, hook: None, is_watched: true }
    }

    pub(super) fn thread(&self) -> ThreadId {
        self.thread
    }

    /// Whether the thread of the watchdog is in this process.
    pub(super) fn is_watched(&self) -> bool {
        self.is_watched
    }

    /// After a fork.
    #[cfg(all(unix, not(loom)))]
    pub(super) fn forget_watchdog(&mut self) {
        self.is_watched = false;
    }

    /// The program is to end behind it, so it has no longer than the deadline from now on.
    pub(super) fn ends_the_process(&mut self, overrun: Overrun) {
        if matches!(self.overrun, Overrun::Wait) {
            self.began = clock::now();
        }
        self.overrun = overrun;
    }

    pub(super) fn hook_begins(&mut self, slot: Known) {
        self.hook = Some(Hook { slot, began: Some(clock::now()), is_named: false });
    }

    /// The hook begins behind the last handle, and so does its time.
    pub(super) fn hook_waits_for_handles(&mut self) {
        self.hook.iter_mut().for_each(|hook| hook.began = None);
    }

    pub(super) fn hook_waits_no_longer(&mut self) {
        self.hook.iter_mut().for_each(|hook| hook.began = Some(clock::now()));
    }

    pub(super) fn hook_ended(&mut self) {
        self.hook = None;
    }

    /// What is due by now, or for how long nothing is.
    fn due(&mut self) -> Due {
        let now = clock::now();
        let left = |limit: Duration, began: u64| {
            limit.saturating_sub(clock::duration(now.saturating_sub(began)))
        };
        let mut until = PATIENCE;
        if let Some(Hook { slot, began: Some(began), is_named: is_named @ false }) = &mut self.hook
        {
            until = left(PATIENCE, *began);
            if until.is_zero() {
                *is_named = true;
                return Due::Warning(*slot);
            }
        }
        if let Overrun::End(code, end) = self.overrun {
            let all = left(DEADLINE, self.began);
            if all.is_zero() {
                return Due::End(code, end);
            }
            until = until.min(all);
        }
        Due::In(until)
    }
}

enum Due {
    In(Duration),
    Warning(Known),
    End(i32, fn(i32, &str) -> !),
}

/// Watches the teardown from a thread of its own, until it is over; without a thread nobody does.
pub(super) fn start() -> Option<JoinHandle<()>> {
    Builder::new().name("tenure teardown".to_owned()).spawn(watch).ok()
}

fn watch() {
    let mut order = order::lock();
    while let Some(teardown) = &mut order.teardown {
        match teardown.due() {
            Due::In(time) => order = order::wait_up_to(order, time),
            Due::Warning(slot) => {
                drop(order);
                let (name, place) = (slot.entry().name(), slot.entry().place());
                let seconds = PATIENCE.as_secs();
                say(&format!(
                    "warning: the `dispose` hook of `{name}`, declared at {place}, still runs after \
                     {seconds} s; let it give up in time"
                ));
                order = order::lock();
            }
            Due::End(code, end) => {
                let text = overrun(&order);
                drop(order);
                end(code, &text);
            }
        }
    }
}

/// Who took too long, and what was not done because of it.
fn overrun(order: &Order) -> String {
    let mut text =
        format!("the teardown took longer than {} s, and was given up", DEADLINE.as_secs());
    if let Some(Hook { slot, began, .. }) = order.teardown.as_ref().and_then(|it| it.hook.as_ref())
    {
        let (name, place) = (slot.entry().name(), slot.entry().place());
        let _ = match began {
            Some(_) => write!(
                text,
                "\n`{name}`: its `dispose` hook, declared at {place}, still runs; let it give up in \
                 time"
            ),
            None => write!(
                text,
                "\n`{name}`, declared at {place}: its handles are still out; drop them before the \
                 end of the process"
            ),
        };
    }
    for slot in order::completed(order).filter(|slot| slot.has_hook()) {
        let _ = write!(text, "\n`{}`: not disposed", slot.entry().name());
    }
    text
}
