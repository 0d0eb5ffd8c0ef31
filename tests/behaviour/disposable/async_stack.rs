//! `AsyncDisposeStack`; the numbers are those of the behaviours of TC39's and `CPython`'s suites in
//! the design notes.

use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::thread;

use tenure::{AsyncDispose, AsyncDisposeStack, Dispose, DisposeError, Failure, Leak};

use super::async_hand::{Log, Slow, give_way, interrupted, leaks_where, poll, ready};
use super::{Refused, Then};

fn text_of(panic: &(dyn std::any::Any + Send)) -> &str {
    panic.downcast_ref::<String>().map_or("", String::as_str)
}

/// Disposes what is said of it without a future.
struct Plain(&'static str, Log);

impl Dispose for Plain {
    fn dispose(&mut self) -> Result<(), DisposeError> {
        self.1.note(self.0);
        Ok(())
    }
    fn is_disposed(&self) -> bool {
        false
    }
}

fn leaks_on(line: u32) -> Vec<Leak> {
    let here = |place: &Location<'_>| place.file() == file!() && place.line() == line;
    leaks_where(|leak| leak.created_at.is_some_and(here))
}

/// Behaviours 79, 80, 82, 119, 120.
#[test]
fn all_kinds_of_entries_are_taken_down_last_in_first_out_each_awaited_before_the_next() {
    let log = Log::default();
    let noted = |what: &'static str| {
        let log = log.clone();
        move || {
            log.note(what);
            Ok::<_, DisposeError>(what)
        }
    };
    let noted_later = |what: &'static str| {
        let noted = noted(what);
        move || async move {
            give_way().await;
            noted()
        }
    };
    let mut stack = AsyncDisposeStack::new();
    stack.push_async(Slow::new("pushed", Then::Succeed, &log));
    stack.push(Plain("pushed plainly", log.clone()));
    stack.adopt_async(noted_later("adopted"), |noted| noted());
    stack.adopt(noted("adopted plainly"), |noted| noted());
    stack.defer_async(noted_later("deferred"));
    stack.defer(noted("deferred plainly"));
    assert_eq!(stack.len(), 6);
    ready(stack.dispose_async()).unwrap();
    assert!(stack.is_disposed() && stack.is_empty());
    let order = "deferred plainly, deferred, adopted plainly, adopted, pushed plainly, \
                 pushed begins, pushed ends";
    assert_eq!(log.taken().join(", "), order);
}

/// Behaviours 4, 17.
#[test]
fn what_was_added_can_be_changed_until_the_disposal() {
    let log = Log::default();
    let mut stack = AsyncDisposeStack::new();
    let plain = stack.adopt(1, |number| log.note(number.to_string()));
    let awaited = stack.adopt_async(10, async |number: i32| log.note(number.to_string()));
    *plain += *awaited;
    *awaited += *plain;
    stack.push_async(None::<Slow>);
    ready(stack.dispose_async()).unwrap();
    assert_eq!(log.taken(), ["21", "11"]);
}

/// Behaviour 81.
#[test]
fn a_value_that_is_disposable_either_way_is_awaited_where_that_is_asked_for() {
    struct Both(Log);
    impl Dispose for Both {
        fn dispose(&mut self) -> Result<(), DisposeError> {
            self.0.note("at once");
            Ok(())
        }
        fn is_disposed(&self) -> bool {
            false
        }
    }
    impl AsyncDispose for Both {
        async fn dispose_async(&mut self) -> Result<(), DisposeError> {
            self.0.note("awaited");
            Ok(())
        }
    }
    let log = Log::default();
    let mut stack = AsyncDisposeStack::new();
    stack.push(Both(log.clone()));
    stack.push_async(Both(log.clone()));
    ready(stack.dispose_async()).unwrap();
    assert_eq!(log.taken(), ["awaited", "at once"]);
}

/// Behaviour 83.
#[test]
fn what_a_plain_closer_returns_is_not_awaited() {
    let mut stack = AsyncDisposeStack::new();
    stack.adopt((), |()| Ok::<_, DisposeError>(std::future::pending::<()>()));
    ready(stack.dispose_async()).unwrap();
}

/// Behaviours 84, 85, 93, 94, 123.
#[test]
fn each_entry_is_tried_and_every_error_kept_in_order_of_occurrence() {
    let log = Log::default();
    let mut stack = AsyncDisposeStack::new();
    stack.push_async(Slow::new("0", Then::Fail, &log));
    stack.push_async(Slow::new("1", Then::Succeed, &log));
    stack.defer(|| Err::<(), _>("2 refused"));
    stack.adopt_async((), |()| async {
        give_way().await;
        panic!("3 panicked");
        #[allow(unreachable_code)]
        Ok::<(), DisposeError>(())
    });
    stack.adopt_async((), |()| -> std::future::Ready<()> { panic!("4 panicked at once") });
    let error = ready(stack.dispose_async()).unwrap_err();
    let texts: Vec<_> = error.iter().map(Failure::to_string).collect();
    let expected = [
        "[4]: panicked: 4 panicked at once",
        "[3]: panicked: 3 panicked",
        "[2]: 2 refused",
        "[0].work: 0 refused",
    ];
    assert_eq!(texts, expected);
    assert_eq!(error.downcast_ref(), Some(&Refused("0")));
    assert_eq!(log.taken(), ["1 begins", "1 ends", "0 begins", "0 ends"]);
    ready(stack.dispose_async()).unwrap();
}

/// Behaviour 86.
#[test]
fn it_counts_as_disposed_from_the_first_poll_on() {
    let mut stack = AsyncDisposeStack::new();
    drop(stack.dispose_async());
    assert!(!stack.is_disposed(), "a future that is never polled does nothing");
    stack.defer_async(give_way);
    interrupted(stack.dispose_async(), 1);
    assert!(stack.is_disposed());
    assert_eq!(stack.len(), 1);
}

/// Behaviours 88, 89, 90, 91, 95.
#[test]
fn an_empty_stack_ends_with_the_first_poll_and_a_second_disposal_has_nothing_to_do() {
    let mut stack = AsyncDisposeStack::new();
    stack.push(None::<Plain>);
    stack.defer_async(|| std::future::ready(Ok::<_, DisposeError>("a value")));
    for _ in 0..3 {
        assert!(poll(&mut Box::pin(stack.dispose_async())).is_ready());
    }
}

/// Behaviour 97.
#[test]
fn a_disposal_that_was_interrupted_goes_on_where_it_stopped() {
    let log = Log::default();
    let mut stack = AsyncDisposeStack::new();
    stack.push_async(Slow::new("last", Then::Succeed, &log));
    let captured = log.clone();
    stack.adopt_async(String::from("kept"), async move |text: String| {
        captured.note("begins once");
        give_way().await;
        give_way().await;
        captured.note(text);
    });
    stack.defer(|| Err::<(), _>("before the interruption"));
    interrupted(stack.dispose_async(), 1);
    assert_eq!(stack.len(), 2);
    interrupted(stack.dispose_async(), 1);
    assert_eq!(log.taken(), ["begins once"]);
    let error = ready(stack.dispose_async()).unwrap_err();
    assert_eq!(error.to_string(), "[2]: before the interruption");
    assert_eq!(log.taken(), ["kept", "last begins", "last ends"]);
}

/// Behaviours 97, 141.
#[test]
fn dropping_it_half_way_does_what_needs_no_future_and_reports_the_rest() {
    let log = Log::default();
    let value = Arc::new(());
    let mut stack = AsyncDisposeStack::new();
    let line = line!() - 1;
    stack.defer(|| log.note("first"));
    stack.push_async(Slow::new("never begins", Then::Succeed, &log));
    stack.adopt_async(Arc::clone(&value), async |_| log.note("never runs"));
    stack.defer(|| log.note("fourth"));
    stack.push_async(Slow::new("half", Then::Succeed, &log));
    stack.defer(|| Err::<(), _>("before"));
    interrupted(stack.dispose_async(), 1);
    assert_eq!(log.taken(), ["half begins"]);
    drop(stack);
    assert_eq!(log.taken(), ["fourth", "first"]);
    assert_eq!(Arc::strong_count(&value), 1);
    let leaks = leaks_on(line);
    let [leak] = leaks.as_slice() else { panic!("{leaks:?}") };
    assert_eq!(leak.type_name, "tenure::AsyncDisposeStack");
    let texts: Vec<_> = leak.error.as_ref().unwrap().iter().map(Failure::to_string).collect();
    let expected = [
        "[5]: before",
        "[4]: async dispose was cancelled",
        "[2]: async dispose was not awaited",
        "[1]: async dispose was not awaited",
    ];
    assert_eq!(texts, expected);
}

#[test]
fn dropping_one_that_needs_no_future_is_silent() {
    let log = Log::default();
    let stack = AsyncDisposeStack::new();
    let line = line!() - 1;
    stack.push(Plain("1", log.clone()));
    stack.defer(|| log.note("2"));
    drop(stack);
    assert_eq!(log.taken(), ["2", "1"]);
    assert!(leaks_on(line).is_empty());
}

/// Behaviours 27, 7.
#[test]
fn adding_to_a_disposed_stack_names_the_place_of_the_disposal() {
    let mut stack = AsyncDisposeStack::new();
    ready(stack.dispose_async()).unwrap();
    let expected = format!("this `AsyncDisposeStack` was disposed at {}:{}:", file!(), line!() - 1);
    let attempts: [&dyn Fn(); 6] = [
        &|| drop(stack.push(None::<Plain>).take()),
        &|| drop(stack.push_async(None::<Slow>).take()),
        &|| *stack.adopt((), |()| ()) = (),
        &|| *stack.adopt_async((), async |()| ()) = (),
        &|| stack.defer(|| ()),
        &|| stack.defer_async(async || ()),
    ];
    for attempt in attempts {
        let panic = catch_unwind(AssertUnwindSafe(attempt)).unwrap_err();
        assert!(text_of(&*panic).starts_with(&expected), "{}", text_of(&*panic));
    }
    assert!(stack.is_empty());
}

#[test]
fn the_careful_ones_hand_the_value_back() {
    let mut stack = AsyncDisposeStack::new();
    assert!(stack.try_push(None::<Plain>).is_ok());
    assert!(stack.try_push_async(None::<Slow>).is_ok());
    assert_eq!(stack.try_adopt(1, drop), Ok(&mut 1));
    assert_eq!(stack.try_adopt_async(1, async |_| ()), Ok(&mut 1));
    assert!(stack.try_defer(|| ()).is_ok());
    assert!(stack.try_defer_async(async || ()).is_ok());
    assert_eq!(stack.len(), 6);
    ready(stack.dispose_async()).unwrap();
    assert!(stack.try_push(None::<Plain>).is_err_and(|value| value.is_none()));
    assert!(stack.try_push_async(None::<Slow>).is_err_and(|value| value.is_none()));
    assert_eq!(stack.try_adopt(1, drop), Err(1));
    assert_eq!(stack.try_adopt_async(1, async |_| ()), Err(1));
    let action = || Err::<(), _>("not run");
    assert_eq!(stack.try_defer(action).unwrap_err()(), Err("not run"));
    assert!(stack.try_defer_async(give_way).is_err());
    assert!(stack.is_empty());
}

/// Behaviours 37, 38, 39, 40, 41, 42, 43, 44, 45.
#[test]
fn taking_moves_everything_and_disposes_nothing() {
    let log = Log::default();
    let mut old = AsyncDisposeStack::new();
    old.push_async(Slow::new("1", Then::Succeed, &log));
    old.push(Plain("2", log.clone()));
    let mut new = old.take();
    let line = line!() - 1;
    assert!(old.is_disposed() && old.is_empty());
    assert!(!new.is_disposed() && new.len() == 2);
    ready(old.dispose_async()).unwrap();
    let panic = catch_unwind(AssertUnwindSafe(|| old.take())).unwrap_err();
    assert!(text_of(&*panic).contains(&format!("disposed at {}:{line}:", file!())));
    drop(old);
    assert!(log.taken().is_empty());
    ready(new.dispose_async()).unwrap();
    assert_eq!(log.taken(), ["2", "1 begins", "1 ends"]);
    assert!(AsyncDisposeStack::default().take().is_empty());
}

/// Behaviours 47, 48.
#[test]
fn a_stack_nests_in_a_stack() {
    let log = Log::default();
    let inner = AsyncDisposeStack::new();
    inner.push_async(Slow::new("it", Then::Fail, &log));
    let mut outer = AsyncDisposeStack::new();
    outer.push_async(inner).push_async(Slow::new("second", Then::Succeed, &log));
    assert!(format!("{outer:?}").starts_with("AsyncDisposeStack { len: 1"));
    let error = ready(AsyncDispose::dispose_async(&mut outer)).unwrap_err();
    assert_eq!(error.to_string(), "[0][0].work: it refused");
    assert_eq!(log.taken(), ["second begins", "second ends", "it begins", "it ends"]);
}

/// Behaviour 116.
#[test]
fn ten_thousand_entries_do_not_overflow_the_stack() {
    const COUNT: usize = 10_000;
    let order = std::sync::Mutex::new(Vec::new());
    let mut stack = AsyncDisposeStack::new();
    for index in 0..COUNT {
        let order = &order;
        let note = move || order.lock().unwrap().push(index);
        if index % 2 == 0 { stack.defer(note) } else { stack.defer_async(async move || note()) }
    }
    ready(stack.dispose_async()).unwrap();
    drop(stack);
    assert!(order.into_inner().unwrap().into_iter().eq((0..COUNT).rev()));
}

#[test]
fn it_goes_to_other_threads_and_so_does_its_disposal() {
    let log = Log::default();
    let stack = AsyncDisposeStack::new();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| stack.defer_async(async || log.note("added")));
        }
    });
    assert_eq!(stack.len(), 4);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut stack = stack;
            let mut disposal = pin!(stack.dispose_async());
            ready(&mut disposal).unwrap();
        });
    });
    assert_eq!(log.taken(), ["added"; 4]);
}
