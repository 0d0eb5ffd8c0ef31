//! `Owned`: foreign values.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::sync::Arc;

use tenure::{Dispose, Guard, Owned, disposable};

use super::leaks_at;

#[test]
fn the_closer_gets_the_value_once() {
    let value = Arc::new(());
    let mut owned = Owned::with(vec![Arc::clone(&value)], |mut values: Vec<Arc<()>>| {
        assert_eq!(values.len(), 2);
        values.clear();
    });
    owned.push(Arc::clone(&value));
    assert_eq!(owned.len(), 2);
    owned.dispose().unwrap();
    assert!(owned.is_disposed());
    owned.dispose().unwrap();
    owned.close().unwrap();
    assert_eq!(Arc::strong_count(&value), 1);
}

#[test]
fn the_error_of_the_closer_comes_out_as_it_is() {
    let owned = Owned::with(1, |_| Err::<(), _>("no"));
    assert_eq!(owned.close().unwrap_err().to_string(), "no");
}

#[test]
fn dropping_it_runs_the_closer_and_reports_the_place() {
    let ran = Arc::new(());
    let witness = Arc::downgrade(&ran);
    let place = {
        let _owned = Owned::with(ran, |_| Err::<(), _>("no"));
        Location::caller()
    };
    assert!(witness.upgrade().is_none());
    let leaks: Vec<_> = tenure::leaks()
        .into_iter()
        .filter(|leak| leak.created_at.is_some_and(|at| at.file() == file!()))
        .filter(|leak| leak.type_name.contains("Owned<"))
        .collect();
    let [leak] = leaks.as_slice() else { panic!("{leaks:?}") };
    assert_eq!(leak.created_at.unwrap().line(), place.line() - 1);
    assert_eq!(leak.error.as_ref().unwrap().to_string(), "no");
}

#[test]
fn into_inner_defuses_it() {
    let owned = Owned::with(String::from("kept"), |_| panic!("must not run"));
    let line = line!() - 1;
    assert_eq!(owned.into_inner(), "kept");
    let here = |place: &Location<'_>| place.file() == file!() && place.line() == line;
    assert!(!tenure::leaks().iter().any(|leak| leak.created_at.is_some_and(here)));
}

#[test]
fn using_it_after_its_disposal_names_the_place_where_it_was_made() {
    let mut owned = Owned::with(5_u8, drop);
    let line = line!() - 1;
    owned.dispose().unwrap();
    let panic = catch_unwind(AssertUnwindSafe(|| *owned)).unwrap_err();
    let text = panic.downcast_ref::<String>().unwrap();
    assert!(text.starts_with(&format!("`u8`, created at {}:{line}:", file!())), "{text}");
    assert!(text.ends_with(" was used after it was disposed"), "{text}");
}

#[test]
fn it_is_as_shareable_as_what_it_holds() {
    fn shareable<T: Send + Sync>(_: &T) {}
    let captured = Cell::new(1);
    let owned = Owned::with(1, move |_| captured.set(2));
    shareable(&owned);
    owned.close().unwrap();
}

#[disposable]
struct Holder {
    stream: Owned<u8>,
    guard: Guard,
}

#[test]
fn as_a_field_it_adds_nothing_to_the_path() {
    let stream = Owned::with(1, |_| Err::<(), _>("no"));
    let holder = Holder { stream, guard: Guard::new() };
    let place = holder.guard.created_at();
    assert_eq!(holder.close().unwrap_err().to_string(), "stream: no");
    assert!(leaks_at(place).is_empty());
}
