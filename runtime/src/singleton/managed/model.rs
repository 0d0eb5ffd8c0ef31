//! No value is freed while a handle that was given out exists, tried by loom.

use std::ptr::NonNull;

use loom::{model, thread};

use super::shelf::{Mark, Shelf};
use crate::singleton::cell::Entry;
use crate::singleton::model::{NODE, Value};

struct Managed {
    shelf: Shelf<Value>,
    marks: [Mark; 2],
    entry: &'static Entry,
}

impl Managed {
    fn new() -> &'static Self {
        let entry = Box::leak(Box::new(Entry::new::<Value>(&NODE)));
        let marks = [Mark::new(), Mark::new()];
        let managed = Box::leak(Box::new(Managed { shelf: Shelf::new(), marks, entry }));
        managed.shelf.put(NonNull::from(Box::leak(Box::new(Value::new()))));
        assert!(managed.marks.iter().all(Mark::is_free));
        managed
    }

    /// Takes a handle, if the value is there, uses it and drops it.
    fn take(&'static self, mark: usize) {
        let mark = &self.marks[mark];
        let (mark, value) = self.shelf.behind(|| {
            mark.set(self.entry);
            mark
        });
        if let Some(value) = value {
            // SAFETY: that is what loom finds out; the memory itself is never given back.
            unsafe { value.as_ref() }.assert_is_seen();
        }
        mark.release();
    }

    fn dispose(&self) {
        let Some(value) = self.shelf.clear() else { return };
        while self.marks.iter().any(|mark| mark.holds(self.entry)) {
            thread::yield_now();
        }
        // SAFETY: as above.
        unsafe { value.as_ref() }.0.with_mut(|number| unsafe { *number = 0 });
    }
}

#[test]
fn a_handle_that_was_given_out_keeps_the_value_from_being_freed() {
    model(|| {
        let managed = Managed::new();
        let disposer = thread::spawn(|| managed.dispose());
        managed.take(0);
        disposer.join().unwrap();
    });
}

#[test]
fn a_handle_of_either_of_two_threads_does() {
    model(|| {
        let managed = Managed::new();
        let takers = [0, 1].map(|mark| thread::spawn(move || managed.take(mark)));
        managed.dispose();
        for taker in takers {
            taker.join().unwrap();
        }
    });
}
