//! `#[disposable]`: each step once, nothing lost, nothing silent.

mod async_containers;
mod async_fields;
mod async_hand;
mod async_on_drop;
mod async_runtimes;
mod async_shared;
mod async_stack;
mod closers;
mod containers;
mod enums;
mod errors;
mod fallback;
mod fields;
mod options;
mod owned;
mod parts;
mod ported;
mod scoped;
mod scoped_leaks;
mod shapes;
mod shared_stack;
mod singletons;
mod stack;
mod trees;

use std::cell::RefCell;
use std::rc::Rc;

use tenure::{Guard, disposable};

/// What happened, in order.
#[derive(Clone, Debug, Default)]
struct Journal(Rc<RefCell<Vec<String>>>);

impl Journal {
    fn note(&self, what: impl Into<String>) {
        self.0.borrow_mut().push(what.into());
    }

    fn taken(&self) -> Vec<String> {
        self.0.take()
    }
}

/// Writes its name into the journal when it is taken down, and then does what it was told to.
#[disposable]
#[derive(Debug)]
struct Resource {
    #[dispose(with = Work::run)]
    work: Work,
    guard: Guard,
}

#[derive(Debug)]
struct Work {
    name: &'static str,
    then: Then,
    journal: Journal,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Then {
    Succeed,
    Fail,
    Panic,
}

/// The error of a resource that was told to fail.
#[derive(Debug, PartialEq)]
struct Refused(&'static str);

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} refused", self.0)
    }
}

impl std::error::Error for Refused {}

impl Work {
    fn run(&mut self) -> Result<(), Refused> {
        self.journal.note(self.name);
        match self.then {
            Then::Succeed => Ok(()),
            Then::Fail => Err(Refused(self.name)),
            Then::Panic => panic!("{} panicked", self.name),
        }
    }
}

impl Resource {
    #[track_caller]
    fn new(name: &'static str, then: Then, journal: &Journal) -> Self {
        let work = Work { name, then, journal: journal.clone() };
        Resource { work, guard: Guard::new() }
    }
}

/// The leaks of values made on the line of `place`.
fn leaks_at(place: &std::panic::Location<'_>) -> Vec<tenure::Leak> {
    let same = |leak: &tenure::Leak| leak.created_at == Some(place);
    tenure::leaks().into_iter().filter(same).collect()
}
