//! Which fields are disposed, how, and how often.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;

use tenure::{Dispose, Guard, disposable};

use super::{Journal, Resource, Then};

#[disposable]
struct Mixed {
    #[dispose(with = |list| list.truncate(0))]
    list: Vec<u8>,
    first: Resource,
    #[dispose(take = |name: String| assert_eq!(name, "taken"))]
    name: Option<String>,
    #[dispose(skip = "the test disposes it")]
    skipped: Rc<Resource>,
    plain: &'static str,
    #[dispose]
    last: Option<Resource>,
    guard: Guard,
}

fn mixed(journal: &Journal) -> Mixed {
    Mixed {
        list: vec![1],
        first: Resource::new("first", Then::Succeed, journal),
        name: Some("taken".to_owned()),
        skipped: Rc::new(Resource::new("skipped", Then::Succeed, journal)),
        plain: "plain",
        last: Some(Resource::new("last", Then::Succeed, journal)),
        guard: Guard::new(),
    }
}

#[test]
fn fields_are_disposed_in_order_of_declaration() {
    let journal = Journal::default();
    let mut mixed = mixed(&journal);
    assert!(!mixed.is_disposed());
    mixed.dispose().unwrap();
    assert!(mixed.is_disposed());
    assert_eq!(journal.taken(), ["first", "last"]);
    assert!(mixed.list.is_empty() && mixed.name.is_none() && mixed.plain == "plain");
    assert!(mixed.first.is_disposed() && mixed.last.as_ref().unwrap().is_disposed());
    assert!(!mixed.skipped.is_disposed());
    Rc::get_mut(&mut mixed.skipped).unwrap().dispose().unwrap();
}

/// Behaviour 133.
#[test]
fn the_second_time_there_is_nothing_to_do() {
    let journal = Journal::default();
    let mut resource = Resource::new("once", Then::Fail, &journal);
    assert!(resource.dispose().is_err());
    assert!(resource.dispose().is_ok());
    assert_eq!(journal.taken(), ["once"]);
    resource.close().unwrap();
    assert!(journal.taken().is_empty());
}

/// Behaviour 162.
#[test]
fn a_parent_disposes_its_children_once() {
    let journal = Journal::default();
    let mut mixed = mixed(&journal);
    mixed.first.dispose().unwrap();
    Rc::get_mut(&mut mixed.skipped).unwrap().dispose().unwrap();
    mixed.close().unwrap();
    assert_eq!(journal.taken(), ["first", "skipped", "last"]);
}

#[disposable]
struct ThreeSteps {
    #[dispose(with = |steps: &mut u32| *steps += 1)]
    first: u32,
    #[dispose(with = |_| Err::<(), _>("no"))]
    second: u8,
    #[dispose(with = |_| panic!("the third step"))]
    third: u8,
    #[dispose(with = |steps: &mut u32| *steps += 1)]
    fourth: u32,
    guard: Guard,
}

fn three_steps() -> ThreeSteps {
    ThreeSteps { first: 0, second: 0, third: 0, fourth: 0, guard: Guard::new() }
}

#[test]
fn a_step_that_fails_or_panics_does_not_stop_the_others() {
    let mut steps = three_steps();
    let error = steps.dispose().unwrap_err();
    assert_eq!((steps.first, steps.fourth), (1, 1));
    let paths: Vec<_> = error.iter().map(tenure::Failure::path).collect();
    assert_eq!(paths, ["second", "third"]);
}

#[test]
fn each_step_runs_once_after_another_failed() {
    let mut steps = three_steps();
    assert!(steps.dispose().is_err());
    assert!(steps.dispose().is_ok());
    assert_eq!((steps.first, steps.fourth), (1, 1));
}

#[disposable]
struct Shared {
    #[dispose(with = |runs| runs.fetch_add(1, Ordering::Relaxed))]
    runs: Counter,
    guard: Guard,
}

struct Counter(Arc<AtomicU32>);

impl Counter {
    fn fetch_add(&mut self, by: u32, ordering: Ordering) {
        self.0.fetch_add(by, ordering);
    }
}

/// Behaviour 136.
#[test]
fn threads_that_dispose_through_a_mutex_run_each_step_once() {
    let runs = Arc::new(AtomicU32::new(0));
    for _ in 0..200 {
        let shared = Mutex::new(Shared { runs: Counter(runs.clone()), guard: Guard::new() });
        let barrier = Barrier::new(8);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    barrier.wait();
                    shared.lock().unwrap().dispose().unwrap();
                });
            }
        });
    }
    assert_eq!(runs.load(Ordering::Relaxed), 200);
}

#[disposable]
struct Probe<'a> {
    #[dispose(with = |seen| seen.set(Some(1)))]
    seen: &'a Cell<Option<u8>>,
    #[dispose(take = |last: &'a Cell<Option<u8>>| last.set(Some(2)))]
    last: Option<&'a Cell<Option<u8>>>,
    guard: Guard,
}

#[test]
fn functions_get_the_field_and_may_use_what_it_borrows() {
    let (seen, last) = (Cell::new(None), Cell::new(None));
    let probe = Probe { seen: &seen, last: Some(&last), guard: Guard::new() };
    probe.close().unwrap();
    assert_eq!((seen.get(), last.get()), (Some(1), Some(2)));
}

#[disposable]
struct WithoutGuard {
    #[dispose(take = drop)]
    handle: Option<String>,
    child: Resource,
    label: String,
}

#[test]
fn without_a_guard_the_state_is_that_of_the_fields() {
    let journal = Journal::default();
    let child = Resource::new("child", Then::Succeed, &journal);
    let mut value = WithoutGuard { handle: None, child, label: String::from("label") };
    assert!(!value.is_disposed());
    value.child.dispose().unwrap();
    assert!(value.is_disposed());
    value.handle = Some(String::new());
    assert!(!value.is_disposed());
    value.dispose().unwrap();
    assert!(value.is_disposed() && value.handle.is_none() && value.label == "label");
    assert_eq!(journal.taken(), ["child"]);
}
