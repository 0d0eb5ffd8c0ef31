//! Containers dispose what they hold, and say which element failed.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap, LinkedList, VecDeque};
use std::rc::Rc;
use std::sync::{Arc, Mutex, OnceLock, RwLock};

use tenure::{Dispose, Failure};

use super::{Journal, Resource, Then};

/// Disposes what `make` makes of a failing resource; its path, after it was checked that there is
/// nothing left to do.
fn path_in<C: Dispose>(make: impl FnOnce(Resource) -> C) -> String {
    let journal = Journal::default();
    let mut container = make(Resource::new("it", Then::Fail, &journal));
    assert!(!container.is_disposed());
    let error = container.dispose().unwrap_err();
    assert_eq!(journal.taken(), ["it"]);
    assert!(container.is_disposed());
    container.dispose().unwrap();
    assert!(journal.taken().is_empty());
    error.iter().map(Failure::path).collect()
}

fn fine() -> Resource {
    Resource::new("fine", Then::Succeed, &Journal::default())
}

/// Behaviour 159.
#[test]
fn one_value_adds_nothing_to_the_path() {
    assert_eq!(path_in(Some), "work");
    assert_eq!(path_in(Ok::<_, ()>), "work");
    assert_eq!(path_in(Box::new), "work");
    assert_eq!(path_in(|it| Box::new(it) as Box<dyn Dispose>), "work");
    assert_eq!(path_in(OnceCell::from), "work");
    assert_eq!(path_in(OnceLock::from), "work");
    assert_eq!(path_in(Mutex::new), "work");
    assert_eq!(path_in(RwLock::new), "work");
    assert_eq!(path_in(RefCell::new), "work");
    assert_eq!(path_in(Rc::new), "work");
    assert_eq!(path_in(Arc::new), "work");
}

/// Behaviour 159.
#[test]
fn an_element_is_named_by_its_place() {
    assert_eq!(path_in(|it| vec![fine(), it]), "[1].work");
    assert_eq!(path_in(|it| [it, fine()]), "[0].work");
    assert_eq!(path_in(|it| Box::<[Resource]>::from([fine(), fine(), it])), "[2].work");
    assert_eq!(path_in(|it| VecDeque::from([fine(), it])), "[1].work");
    assert_eq!(path_in(|it| LinkedList::from([fine(), it])), "[1].work");
    assert_eq!(path_in(|it| (fine(), it)), ".1.work");
    assert_eq!(path_in(|it| ((), (), (), (), (), (), (), (), (), (), (), it)), ".11.work");
    assert_eq!(path_in(|it| (it,)), ".0.work");
    assert_eq!(path_in(|it| vec![(fine(), Some([it]))]), "[0].1[0].work");
    assert_eq!(path_in(|it| HashMap::from([("eu", it)])), "[\"eu\"].work");
    assert_eq!(path_in(|it| BTreeMap::from([(7, it)])), "[7].work");
}

#[test]
fn nothing_held_is_nothing_to_do() {
    let cells = (OnceCell::<Resource>::new(), OnceLock::<Resource>::new());
    let mut nothing = ((), None::<Resource>, Err::<Resource, _>(1), Vec::<Resource>::new(), cells);
    assert!(nothing.is_disposed());
    nothing.dispose().unwrap();
    assert!(nothing.4.0.get().is_none() && nothing.4.1.get().is_none());
}

#[test]
fn every_element_is_tried() {
    let journal = Journal::default();
    let names = ["a", "b", "c"];
    let resources = names.map(|name| Resource::new(name, Then::Panic, &journal));
    let error = resources.close().unwrap_err();
    assert_eq!(journal.taken(), names);
    assert_eq!(error.len(), 3);
}

#[test]
fn a_poisoned_lock_is_disposed_all_the_same() {
    let journal = Journal::default();
    let mut lock = Mutex::new(Resource::new("it", Then::Succeed, &journal));
    let poison = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _held = lock.lock().unwrap();
        panic!("while it was held");
    }));
    assert!(poison.is_err() && lock.is_poisoned());
    assert!(!lock.is_disposed());
    lock.dispose().unwrap();
    assert!(lock.is_disposed());
}

#[test]
fn a_lock_that_is_written_to_counts_as_not_disposed() {
    let lock = RwLock::new(fine());
    lock.write().unwrap().dispose().unwrap();
    let held = lock.write().unwrap();
    assert!(!lock.is_disposed());
    drop(held);
    let read = lock.read().unwrap();
    assert!(lock.is_disposed());
    drop(read);
}

#[test]
fn a_lock_that_is_held_counts_as_not_disposed() {
    let lock = Mutex::new(fine());
    lock.lock().unwrap().dispose().unwrap();
    let held = lock.lock().unwrap();
    assert!(!lock.is_disposed());
    drop(held);
    assert!(lock.is_disposed());
    let cell = RefCell::new(lock);
    assert!(cell.is_disposed());
    let borrowed = cell.borrow_mut();
    assert!(!cell.is_disposed());
    drop(borrowed);
}

/// Behaviours 150, 159.
#[test]
#[allow(clippy::arc_with_non_send_sync)] // one thread is enough to count owners
fn the_last_owner_disposes() {
    let journal = Journal::default();
    let first = Arc::new(Resource::new("it", Then::Fail, &journal));
    let second = Arc::clone(&first);
    assert!(first.is_disposed()); // it is not the last one
    first.close().unwrap();
    assert!(journal.taken().is_empty());
    assert!(!second.is_disposed());
    assert!(second.close().is_err());
    assert_eq!(journal.taken(), ["it"]);
    let mut watched = Arc::new(Resource::new("it", Then::Succeed, &journal));
    let observer = Arc::downgrade(&watched);
    assert!(watched.is_disposed());
    watched.dispose().unwrap();
    assert!(journal.taken().is_empty());
    drop(observer);
    watched.close().unwrap();
    assert_eq!(journal.taken(), ["it"]);
    let first = Rc::new(Resource::new("it", Then::Fail, &journal));
    let second = Rc::clone(&first);
    assert!(second.is_disposed()); // it is not the last one
    second.close().unwrap();
    let observer = Rc::downgrade(&first);
    assert!(first.is_disposed());
    drop(observer);
    assert!(first.close().is_err());
}

#[derive(PartialEq, Eq, Hash)]
struct Unprintable;

impl std::fmt::Debug for Unprintable {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        panic!("not printable");
    }
}

#[test]
fn a_key_that_cannot_be_printed_stops_nothing() {
    assert_eq!(path_in(|it| HashMap::from([(Unprintable, it)])), "[?].work");
}
