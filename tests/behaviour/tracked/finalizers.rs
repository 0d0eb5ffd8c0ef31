//! What is called when a value is gone.

use std::rc::Rc;
use std::sync::{Arc, Mutex, OnceLock};
use std::thread;

use tenure::{Finalizer, Live, finalize, tracked};

/// What was called, in order.
#[derive(Clone, Default)]
struct Calls(Arc<Mutex<Vec<&'static str>>>);

impl Calls {
    fn keep(&self, name: &'static str) -> impl FnOnce() + Send + use<> {
        let calls = self.clone();
        move || calls.0.lock().unwrap().push(name)
    }

    fn all(&self) -> Vec<&'static str> {
        self.0.lock().unwrap().clone()
    }
}

#[tracked]
struct Value {
    #[allow(dead_code)]
    live: Live<Self>,
}

fn value() -> Value {
    Value { live: Live::new() }
}

#[test]
fn a_callback_is_called_once_when_its_value_is_dropped() {
    let (calls, value) = (Calls::default(), Arc::new(value()));
    let watcher = finalize(&value, calls.keep("gone"));
    let other = Arc::clone(&value);
    drop(value);
    assert!(watcher.is_alive() && calls.all().is_empty());
    drop(other);
    assert!(!watcher.is_alive() && !watcher.call() && !watcher.detach());
    assert_eq!(calls.all(), ["gone"]);
}

#[test]
fn a_callback_follows_its_value_wherever_it_goes() {
    let (calls, value) = (Calls::default(), value());
    let _watcher = finalize(&value, calls.keep("moved"));
    let value = Rc::new(value);
    let _watcher = finalize(&value, calls.keep("in an `Rc`"));
    let value = Box::new(Rc::into_inner(value).unwrap());
    thread::spawn(move || drop(value)).join().unwrap();
    assert_eq!(calls.all(), ["in an `Rc`", "moved"], "the last one is the first");
}

#[test]
fn a_callback_is_that_of_one_value_and_of_no_clone() {
    #[tracked]
    #[derive(Clone)]
    struct Value(Live<Self>);

    let calls = Calls::default();
    let values = [(); 3].map(|()| Value(Live::new()));
    let watcher = finalize(&values[1], calls.keep("the second"));
    let [first, second, third] = values;
    drop((first, third, second.clone()));
    assert!(watcher.is_alive() && calls.all().is_empty());
    drop(second);
    assert_eq!(calls.all(), ["the second"]);
}

#[test]
fn a_callback_may_be_called_early_or_not_at_all() {
    let (calls, value) = (Calls::default(), value());
    let [early, never] = ["early", "never"].map(|name| finalize(&value, calls.keep(name)));
    assert!(early.call() && never.detach());
    assert_eq!(calls.all(), ["early"]);
    drop(value);
    assert_eq!(calls.all(), ["early"]);
}

#[test]
fn what_a_detached_callback_holds_is_dropped() {
    let (held, value) = (Arc::new(()), value());
    let kept = Arc::clone(&held);
    let watcher = finalize(&value, move || drop(kept));
    assert_eq!(Arc::strong_count(&held), 2);
    assert!(watcher.detach());
    assert_eq!(Arc::strong_count(&held), 1);
}

#[test]
fn one_callback_may_detach_another() {
    let (calls, value) = (Calls::default(), value());
    let first = finalize(&value, calls.keep("detached"));
    let keep = calls.keep("last");
    let _last = finalize(&value, move || {
        assert!(first.detach());
        keep();
    });
    drop(value);
    assert_eq!(calls.all(), ["last"]);
}

#[test]
fn a_panic_of_a_callback_goes_no_further() {
    let (calls, value) = (Calls::default(), value());
    let _after = finalize(&value, calls.keep("after"));
    let _panics = finalize(&value, || panic!("on purpose"));
    drop(value);
    assert_eq!(calls.all(), ["after"]);
}

#[test]
fn a_callback_does_not_keep_the_value_and_sees_it_gone() {
    #[tracked]
    struct Value(Live<Self>);

    let seen = Arc::new(OnceLock::new());
    let value = Arc::new(Value(Live::new()));
    let told = Arc::clone(&seen);
    let _watcher = finalize(&value, move || {
        let _first = told.set(Value::live().get());
    });
    assert_eq!(Arc::strong_count(&value), 1);
    drop(value);
    assert_eq!(seen.get(), Some(&Some(0)));
}

#[test]
fn a_callback_may_make_and_watch_another_value() {
    let calls = Calls::default();
    let (first, keep) = (value(), calls.keep("the second"));
    let _watcher = finalize(&first, move || {
        let second = value();
        let _watcher = finalize(&second, keep);
    });
    drop(first);
    assert_eq!(calls.all(), ["the second"]);
}

#[test]
fn a_value_that_is_not_counted_has_no_finalizer() {
    let (calls, value) = (Calls::default(), Value { live: Live::uncounted() });
    let watcher: Finalizer = finalize(&value, calls.keep("never"));
    assert!(!watcher.is_alive());
    drop(value);
    assert!(calls.all().is_empty());
}
