//! `SharedDisposeStack`.

use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;

use tenure::{Dispose, DisposeError, DisposeShared, DisposeStack, SharedDisposeStack};

type Log = Arc<Mutex<Vec<&'static str>>>;

fn note(log: &Log, what: &'static str) -> impl FnOnce() + Send + 'static {
    let log = Arc::clone(log);
    move || log.lock().unwrap().push(what)
}

fn taken(log: &Log) -> Vec<&'static str> {
    std::mem::take(&mut log.lock().unwrap())
}

fn leaks_on(line: u32) -> Vec<tenure::Leak> {
    let here = |place: &Location<'_>| place.file() == file!() && place.line() == line;
    tenure::leaks().into_iter().filter(|leak| leak.created_at.is_some_and(here)).collect()
}

/// Behaviours 1, 2, 3, 25, 29, 30.
#[test]
fn any_handle_takes_everything_down_last_in_first_out_and_once() {
    struct Plain(Log);
    impl Dispose for Plain {
        fn dispose(&mut self) -> Result<(), DisposeError> {
            self.0.lock().unwrap().push("pushed");
            Ok(())
        }
        fn is_disposed(&self) -> bool {
            false
        }
    }
    let log = Log::default();
    let stack = SharedDisposeStack::new();
    assert!(!stack.is_disposed() && stack.is_empty());
    let handle = stack.clone();
    stack.push(Plain(Arc::clone(&log)));
    handle.adopt(note(&log, "adopted"), |note| note());
    stack.defer(note(&log, "deferred"));
    assert_eq!(handle.len(), 3);
    handle.dispose().unwrap();
    assert!(stack.is_disposed() && stack.is_empty());
    stack.dispose().unwrap();
    assert_eq!(taken(&log), ["deferred", "adopted", "pushed"]);
}

/// Behaviours 34, 36.
#[test]
fn each_entry_is_tried_and_every_error_kept() {
    let log = Log::default();
    let stack = SharedDisposeStack::new();
    stack.defer(|| Err::<(), _>("0 refused"));
    stack.defer(note(&log, "1"));
    stack.defer(|| panic!("2 panicked"));
    let error = stack.dispose().unwrap_err();
    let texts: Vec<_> = error.iter().map(ToString::to_string).collect();
    assert_eq!(texts, ["[2]: panicked: 2 panicked", "[0]: 0 refused"]);
    assert_eq!(taken(&log), ["1"]);
    stack.dispose().unwrap();
}

/// Behaviours 31, 32, 128.
#[test]
fn an_entry_that_disposes_its_own_stack_gets_ok_and_one_that_adds_to_it_an_error() {
    let log = Log::default();
    let stack = SharedDisposeStack::new();
    stack.defer(note(&log, "first"));
    let (handle, noted) = (stack.clone(), note(&log, "second"));
    stack.defer(move || {
        assert!(handle.is_disposed());
        handle.dispose().unwrap();
        assert_eq!(handle.try_adopt(7, drop), Err(7));
        noted();
        handle.defer(|| ());
    });
    let error = stack.dispose().unwrap_err();
    let line = line!() - 1;
    let place = format!("disposed at {}:{line}:", file!());
    assert!(error.to_string().contains(&place), "{error}");
    assert_eq!(taken(&log), ["second", "first"]);
}

/// Behaviours 29, 136, 152.
#[test]
fn of_many_threads_one_takes_it_down_and_all_return_when_it_is_down() {
    const THREADS: usize = 8;
    const ENTRIES: usize = 100;
    for _ in 0..20 {
        let count = Arc::new(AtomicUsize::new(0));
        let stack = SharedDisposeStack::new();
        for _ in 0..ENTRIES {
            let count = Arc::clone(&count);
            stack.defer(move || {
                count.fetch_add(1, Ordering::Relaxed);
                thread::yield_now();
            });
        }
        stack.defer(|| Err::<(), _>("refused"));
        let start = Barrier::new(THREADS);
        let failed: usize = thread::scope(|scope| {
            let disposal = || {
                start.wait();
                let outcome = stack.dispose();
                assert_eq!(count.load(Ordering::Relaxed), ENTRIES);
                usize::from(outcome.is_err())
            };
            let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(disposal)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        assert_eq!(failed, 1, "the errors belong to the one who came first");
    }
}

#[test]
fn who_comes_second_waits_for_the_end() {
    let (stack, log) = (SharedDisposeStack::new(), Log::default());
    let (started, go_on): (Receiver<()>, Sender<()>) = {
        let ((tell, started), (go_on, told)) = (channel(), channel());
        let noted = note(&log, "down");
        stack.defer(move || {
            tell.send(()).unwrap();
            told.recv().unwrap();
            noted();
        });
        (started, go_on)
    };
    thread::scope(|scope| {
        scope.spawn(|| stack.dispose().unwrap());
        started.recv().unwrap();
        let second = scope.spawn(|| {
            stack.dispose().unwrap();
            assert_eq!(taken(&log), ["down"]);
        });
        assert!(stack.is_disposed() && !second.is_finished());
        go_on.send(()).unwrap();
    });
}

/// Behaviours 27, 7.
#[test]
fn adding_to_a_disposed_stack_names_the_place_of_the_disposal() {
    let stack = SharedDisposeStack::default();
    stack.dispose().unwrap();
    let expected =
        format!("this `SharedDisposeStack` was disposed at {}:{}:", file!(), line!() - 2);
    let attempts: [&dyn Fn(); 4] = [
        &|| stack.push(None::<SharedDisposeStack>),
        &|| stack.adopt((), |()| ()),
        &|| stack.defer(|| ()),
        &|| drop(stack.take()),
    ];
    for attempt in attempts {
        let panic = catch_unwind(AssertUnwindSafe(attempt)).unwrap_err();
        let text = panic.downcast_ref::<String>().unwrap();
        assert!(text.starts_with(&expected), "{text}");
    }
    assert!(stack.is_empty());
}

#[test]
fn the_careful_ones_hand_the_value_back() {
    let stack = SharedDisposeStack::new();
    assert!(stack.try_push(None::<SharedDisposeStack>).is_ok());
    assert_eq!(stack.try_adopt(1, drop), Ok(()));
    assert!(stack.try_defer(|| ()).is_ok());
    assert_eq!(stack.len(), 3);
    stack.dispose().unwrap();
    assert!(stack.try_push(None::<SharedDisposeStack>).is_err_and(|value| value.is_none()));
    assert_eq!(stack.try_adopt(1, drop), Err(1));
    let action = || Err::<(), _>("not run");
    assert_eq!(stack.try_defer(action).unwrap_err()(), Err("not run"));
}

/// Behaviours 37, 38, 39, 40, 41, 42, 43, 45.
#[test]
fn taking_moves_everything_and_disposes_nothing() {
    let log = Log::default();
    let old = SharedDisposeStack::new();
    old.defer(note(&log, "1"));
    old.defer(note(&log, "2"));
    let handle = old.clone();
    let new = old.take();
    assert!(handle.is_disposed() && handle.is_empty());
    assert!(!new.is_disposed() && new.len() == 2);
    handle.dispose().unwrap();
    drop((old, handle));
    assert!(taken(&log).is_empty());
    new.dispose().unwrap();
    assert_eq!(taken(&log), ["2", "1"]);
    assert!(SharedDisposeStack::new().take().is_empty());
}

/// Behaviours 47, 48.
#[test]
fn it_is_disposable_itself_in_both_ways() {
    let log = Log::default();
    let inner = SharedDisposeStack::new();
    inner.defer(note(&log, "inner"));
    let mut outer = DisposeStack::new();
    outer.push(inner.clone());
    outer.dispose().unwrap();
    assert!(inner.is_disposed());
    let other = SharedDisposeStack::new();
    other.defer(note(&log, "other"));
    assert!(format!("{other:?}").starts_with("SharedDisposeStack { len: 1"));
    (&other as &dyn DisposeShared).dispose_shared().unwrap();
    assert!(Dispose::is_disposed(&other));
    assert_eq!(taken(&log), ["inner", "other"]);
}

#[test]
fn the_last_handle_disposes_what_is_left_and_reports_its_errors() {
    let log = Log::default();
    let stack = SharedDisposeStack::new();
    let line = line!() - 1;
    let handle = stack.clone();
    handle.defer(note(&log, "left"));
    drop(stack);
    assert!(taken(&log).is_empty());
    handle.defer(|| Err::<(), _>("refused"));
    drop(handle);
    assert_eq!(taken(&log), ["left"]);
    let leaks = leaks_on(line);
    let [leak] = leaks.as_slice() else { panic!("{leaks:?}") };
    assert_eq!(leak.type_name, "tenure::SharedDisposeStack");
    assert_eq!(leak.error.as_ref().unwrap().to_string(), "[1]: refused");
}

#[test]
fn dropping_the_last_handle_is_silent_where_nothing_fails() {
    let stack = SharedDisposeStack::new();
    let line = line!() - 1;
    stack.defer(|| ());
    drop(stack);
    assert!(leaks_on(line).is_empty());
}

/// Behaviour 116.
#[test]
fn ten_thousand_entries_do_not_overflow_the_stack() {
    const COUNT: usize = 10_000;
    let order = Arc::new(Mutex::new(Vec::new()));
    let stack = SharedDisposeStack::new();
    for index in 0..COUNT {
        let order = Arc::clone(&order);
        stack.defer(move || order.lock().unwrap().push(index));
    }
    stack.dispose().unwrap();
    assert!(order.lock().unwrap().iter().copied().eq((0..COUNT).rev()));
}
