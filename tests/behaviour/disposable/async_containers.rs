//! Containers of values whose disposal is awaited.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::rc::Rc;
use std::sync::{Arc, Mutex, RwLock};

use tenure::{AsyncDispose, DisposeError, Failure};

use super::Then;
use super::async_hand::{Log, Slow, give_way, interrupted, leaks_where, ready};

/// Disposes what `make` makes of a failing value; its path, after it was checked that there is
/// nothing left to do.
fn path_in<C: AsyncDispose>(make: impl FnOnce(Slow) -> C) -> String {
    let log = Log::default();
    let mut container = make(Slow::new("it", Then::Fail, &log));
    let error = ready(container.dispose_async()).unwrap_err();
    assert_eq!(log.taken(), ["it begins", "it ends"]);
    ready(container.dispose_async()).unwrap();
    assert!(log.taken().is_empty());
    error.iter().map(Failure::path).collect()
}

fn fine() -> Slow {
    Slow::new("fine", Then::Succeed, &Log::default())
}

#[test]
fn one_value_adds_nothing_to_the_path() {
    assert_eq!(path_in(Some), "work");
    assert_eq!(path_in(Ok::<_, Rc<()>>), "work");
    assert_eq!(path_in(Box::new), "work");
    assert_eq!(path_in(Mutex::new), "work");
    assert_eq!(path_in(RwLock::new), "work");
    assert_eq!(path_in(RefCell::new), "work");
    assert_eq!(path_in(Rc::new), "work");
    assert_eq!(path_in(Arc::new), "work");
}

#[test]
fn an_element_is_named_by_its_place() {
    assert_eq!(path_in(|it| vec![fine(), it]), "[1].work");
    assert_eq!(path_in(|it| [it, fine()]), "[0].work");
    assert_eq!(path_in(|it| Box::<[Slow]>::from([fine(), fine(), it])), "[2].work");
    assert_eq!(path_in(|it| VecDeque::from([fine(), it])), "[1].work");
    assert_eq!(path_in(|it| (fine(), it)), ".1.work");
    assert_eq!(path_in(|it| vec![(fine(), Some([it]))]), "[0].1[0].work");
    assert_eq!(path_in(|it| HashMap::from([("eu", it)])), "[\"eu\"].work");
    assert_eq!(path_in(|it| BTreeMap::from([(7, it)])), "[7].work");
}

#[test]
fn nothing_held_is_nothing_to_do() {
    ready((None::<Slow>, Err::<Slow, _>(1), Vec::<Slow>::new()).close_async()).unwrap();
    let shared = Arc::new(Slow::new("not the last owner", Then::Panic, &Log::default()));
    ready(Arc::clone(&shared).close_async()).unwrap();
}

#[test]
fn each_element_is_awaited_before_the_next_and_each_is_tried() {
    let log = Log::default();
    let elements = ["a", "b"].map(|name| Slow::new(name, Then::Panic, &log));
    let error = ready(elements.close_async()).unwrap_err();
    assert_eq!(log.taken(), ["a begins", "a ends", "b begins", "b ends"]);
    let texts: Vec<_> = error.iter().map(Failure::to_string).collect();
    assert_eq!(texts, ["[0].work: panicked: a panicked", "[1].work: panicked: b panicked"]);
}

/// Behaviour 84.
#[test]
fn a_panic_of_the_call_itself_or_of_any_poll_is_an_error_of_the_future() {
    struct AtOnce;
    impl AsyncDispose for AtOnce {
        fn dispose_async(&mut self) -> impl Future<Output = Result<(), DisposeError>> + Send {
            assert!(std::hint::black_box(false), "before there is a future");
            std::future::ready(Ok(()))
        }
    }
    struct Later;
    impl AsyncDispose for Later {
        async fn dispose_async(&mut self) -> Result<(), DisposeError> {
            give_way().await;
            panic!("after a while")
        }
    }
    let mut values = (AtOnce, Later);
    let future = values.dispose_async();
    let error = ready(future).unwrap_err();
    let texts: Vec<_> = error.iter().map(Failure::to_string).collect();
    assert_eq!(texts, [".0: panicked: before there is a future", ".1: panicked: after a while"]);
}

#[test]
fn what_was_interrupted_goes_on_and_its_errors_are_reported() {
    #[derive(Debug, Hash, PartialEq, Eq, PartialOrd, Ord)]
    struct Key;
    let log = Log::default();
    let mut values = BTreeMap::from([
        ((0, Key), Slow::new("first", Then::Fail, &log)),
        ((1, Key), Slow::new("second", Then::Succeed, &log)),
    ]);
    interrupted(values.dispose_async(), 2);
    assert_eq!(log.taken(), ["first begins", "first ends", "second begins"]);
    let leaks = leaks_where(|leak| leak.type_name == std::any::type_name_of_val(&values));
    let [leak] = leaks.as_slice() else { panic!("{leaks:?}") };
    assert_eq!(leak.error.as_ref().unwrap().to_string(), "[(0, Key)].work: first refused");
    ready(values.dispose_async()).unwrap();
    assert_eq!(log.taken(), ["second begins", "second ends"]);
}
