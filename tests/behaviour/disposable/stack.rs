//! `DisposeStack`; the numbers are those of the behaviours of TC39's suite in the design notes.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, Location, catch_unwind};

use tenure::{Dispose, DisposeStack, Failure};

use super::{Journal, Refused, Resource, Then, leaks_at};

fn text_of(panic: &(dyn std::any::Any + Send)) -> &str {
    panic.downcast_ref::<String>().map_or("", String::as_str)
}

/// Behaviour 1.
#[test]
fn a_new_stack_is_neither_disposed_nor_full() {
    let stack = DisposeStack::new();
    assert!(!stack.is_disposed() && stack.is_empty());
}

/// Seed: A58.
/// Behaviours 2, 3, 15, 18, 21, 23, 25, 26, 30.
#[test]
fn values_are_disposed_last_in_first_out() {
    let journal = Journal::default();
    let mut stack = DisposeStack::new();
    let first = stack.push(Resource::new("first", Then::Succeed, &journal));
    assert_eq!(first.work.name, "first");
    stack.adopt("adopted", |name| journal.note(name));
    stack.push(Resource::new("second", Then::Succeed, &journal));
    stack.defer(|| journal.note("deferred"));
    assert_eq!(stack.len(), 4);
    stack.dispose().unwrap();
    assert!(stack.is_disposed() && stack.is_empty());
    assert_eq!(journal.taken(), ["deferred", "second", "adopted", "first"]);
}

/// Behaviours 4, 17.
#[test]
fn what_was_pushed_can_be_changed_until_the_disposal() {
    let seen = Cell::new(0);
    let mut stack = DisposeStack::new();
    let number = stack.adopt(1, |number| seen.set(number));
    let other = stack.adopt(10, |_| ());
    *number += *other;
    *other += 1;
    *number += *other;
    stack.dispose().unwrap();
    assert_eq!(seen.get(), 22);
}

/// Behaviours 5, 6, 16.
#[test]
fn nothing_may_be_pushed_and_anything_adopted() {
    let journal = Journal::default();
    let mut stack = DisposeStack::new();
    stack.push(None::<Resource>);
    stack.adopt(None::<u8>, |none| assert!(none.is_none()));
    let mut disposable = Resource::new("not called", Then::Succeed, &journal);
    disposable.dispose().unwrap();
    journal.taken();
    stack.adopt(disposable, |_| journal.note("only the closer"));
    stack.adopt(|| 3, |closure| assert_eq!(closure(), 3));
    stack.dispose().unwrap();
    assert_eq!(journal.taken(), ["only the closer"]);
}

/// Behaviours 9, 10.
#[test]
fn the_closer_that_was_computed_gets_the_very_value() {
    let seen = Cell::new(0);
    let closers: [fn(u8) -> u8; 2] = [|number| number + 1, |number| number * 2];
    for (index, expected) in [(0, 4), (1, 6)] {
        let mut stack = DisposeStack::new();
        let (closer, seen) = (closers[index], &seen);
        *stack.adopt(0, move |number| seen.set(closer(number))) = 3;
        stack.dispose().unwrap();
        assert_eq!(seen.get(), expected);
    }
}

/// Behaviour 22.
#[test]
fn deferring_gives_nothing_back_and_an_entry_may_return_anything() {
    let mut stack = DisposeStack::new();
    let () = stack.defer(|| Ok::<_, Refused>("a value that nobody wants"));
    let () = stack.dispose().unwrap();
}

/// Behaviours 31, 128.
#[test]
fn an_entry_that_reaches_its_own_stack_through_a_cell_finds_it_borrowed() {
    let handle: std::rc::Rc<RefCell<DisposeStack<'_>>> = std::rc::Rc::default();
    let (seen, inside) = (std::rc::Rc::new(Cell::new(0)), std::rc::Rc::downgrade(&handle));
    let count = std::rc::Rc::clone(&seen);
    handle.borrow().defer(move || {
        let stack = inside.upgrade().unwrap();
        assert!(stack.try_borrow().is_err(), "neither to be disposed nor added to");
        count.set(count.get() + 1);
    });
    handle.borrow_mut().dispose().unwrap();
    handle.borrow_mut().dispose().unwrap();
    assert_eq!(seen.get(), 1);
}

/// Seed: A56.
/// Behaviours 28, 29, 133.
#[test]
fn an_empty_stack_and_a_second_disposal_are_fine() {
    let journal = Journal::default();
    DisposeStack::new().dispose().unwrap();
    let mut stack = DisposeStack::new();
    stack.push(Resource::new("once", Then::Fail, &journal));
    assert!(stack.dispose().is_err());
    stack.dispose().unwrap();
    assert_eq!(journal.taken(), ["once"]);
}

/// Seed: A57.
/// Behaviours 34, 35, 36, 130.
#[test]
fn each_entry_is_tried_and_every_error_kept_in_order_of_occurrence() {
    let journal = Journal::default();
    let mut stack = DisposeStack::new();
    stack.push(Resource::new("1", Then::Fail, &journal));
    stack.push(Resource::new("2", Then::Succeed, &journal));
    stack.adopt((), |()| panic!("3 panicked"));
    stack.defer(|| Err::<(), _>("4 refused"));
    let error = stack.dispose().unwrap_err();
    let texts: Vec<_> = error.iter().map(Failure::to_string).collect();
    assert_eq!(texts, ["[3]: 4 refused", "[2]: panicked: 3 panicked", "[0].work: 1 refused"]);
    assert_eq!(journal.taken(), ["2", "1"]);
}

/// Behaviour 33.
#[test]
fn one_error_can_be_downcast() {
    let mut stack = DisposeStack::new();
    stack.push(Resource::new("it", Then::Fail, &Journal::default()));
    assert_eq!(stack.dispose().unwrap_err().downcast_ref(), Some(&Refused("it")));
}

/// Behaviours 7, 27.
#[test]
fn adding_to_a_disposed_stack_names_the_place_of_the_disposal() {
    let mut stack = DisposeStack::new();
    stack.dispose().unwrap();
    let expected = format!("this `DisposeStack` was disposed at {}:{}:", file!(), line!() - 1);
    stack.dispose().unwrap(); // once more, which does nothing
    let attempts: [&dyn Fn(); 3] = [
        &|| drop(stack.push(None::<Resource>).take()),
        &|| *stack.adopt((), |()| ()) = (),
        &|| stack.defer(|| ()),
    ];
    for attempt in attempts {
        let panic = catch_unwind(AssertUnwindSafe(attempt)).unwrap_err();
        assert!(text_of(&*panic).starts_with(&expected), "{}", text_of(&*panic));
    }
    assert!(stack.is_empty());
}

#[test]
fn the_careful_ones_hand_the_value_back() {
    let mut stack = DisposeStack::new();
    assert!(stack.try_push(None::<Resource>).is_ok());
    assert_eq!(stack.try_adopt(1, drop), Ok(&mut 1));
    assert!(stack.try_defer(|| ()).is_ok());
    assert_eq!(stack.len(), 3);
    stack.dispose().unwrap();
    assert!(stack.try_push(None::<Resource>).is_err_and(|value| value.is_none()));
    assert_eq!(stack.try_adopt(1, drop), Err(1));
    let action = || Err::<(), _>("not run");
    assert_eq!(stack.try_defer(action).unwrap_err()(), Err("not run"));
    assert!(stack.is_empty());
}

/// Behaviours 37, 38, 39, 40, 41, 42, 43, 45, 104.
#[test]
fn taking_moves_everything_and_disposes_nothing() {
    let journal = Journal::default();
    let mut old = DisposeStack::new();
    old.push(Resource::new("1", Then::Succeed, &journal));
    old.push(Resource::new("2", Then::Succeed, &journal));
    let mut new = old.take();
    assert!(old.is_disposed() && old.is_empty());
    assert!(!new.is_disposed() && new.len() == 2);
    old.dispose().unwrap();
    drop(old);
    assert!(journal.taken().is_empty());
    new.push(Resource::new("3", Then::Succeed, &journal));
    new.dispose().unwrap();
    assert_eq!(journal.taken(), ["3", "2", "1"]);
    assert!(DisposeStack::new().take().is_empty());
}

/// Behaviour 44.
#[test]
fn taking_from_a_disposed_stack_names_the_place_of_the_disposal() {
    let mut stack = DisposeStack::new();
    let _taken = stack.take();
    let line = line!() - 1;
    let panic = catch_unwind(AssertUnwindSafe(|| stack.take())).unwrap_err();
    assert!(text_of(&*panic).contains(&format!("disposed at {}:{line}:", file!())));
}

/// Behaviours 47, 48.
#[test]
fn a_stack_nests_in_a_stack() {
    let journal = Journal::default();
    let inner = DisposeStack::new();
    inner.push(Resource::new("it", Then::Fail, &journal));
    let mut outer = DisposeStack::default();
    outer.push(inner).push(Resource::new("second", Then::Succeed, &journal));
    assert!(format!("{outer:?}").starts_with("DisposeStack { len: 1"));
    let boxed: &mut dyn Dispose = &mut outer;
    assert_eq!(boxed.dispose().unwrap_err().to_string(), "[0][0].work: it refused");
    assert!(boxed.is_disposed());
    assert_eq!(journal.taken(), ["second", "it"]);
}

#[test]
fn dropping_it_disposes_what_is_left_in_silence() {
    let journal = Journal::default();
    let stack = DisposeStack::new();
    let place = line!() - 1;
    stack.push(Resource::new("1", Then::Succeed, &journal));
    stack.push(Resource::new("2", Then::Succeed, &journal));
    drop(stack);
    assert_eq!(journal.taken(), ["2", "1"]);
    assert!(stack_leaks(place).is_empty());
}

#[test]
fn an_error_that_dropping_it_cannot_return_is_reported() {
    let journal = Journal::default();
    let stack = DisposeStack::new();
    let place = line!() - 1;
    let value = stack.push(Resource::new("it", Then::Fail, &journal));
    let value_place = value.guard.created_at();
    drop(stack);
    let leaks = stack_leaks(place);
    let [leak] = leaks.as_slice() else { panic!("{leaks:?}") };
    assert_eq!(leak.type_name, "tenure::DisposeStack");
    assert_eq!(leak.error.as_ref().unwrap().to_string(), "[0].work: it refused");
    assert!(leaks_at(value_place).is_empty());
}

fn stack_leaks(line: u32) -> Vec<tenure::Leak> {
    let here = |place: &Location<'_>| place.file() == file!() && place.line() == line;
    tenure::leaks().into_iter().filter(|leak| leak.created_at.is_some_and(here)).collect()
}

/// Behaviours 66, 77, 129, 142.
#[test]
fn an_early_return_takes_down_what_was_made() {
    fn make(journal: &Journal, fail: bool) -> Result<DisposeStack<'_>, &'static str> {
        let mut stack = DisposeStack::new();
        stack.defer(|| journal.note("undone"));
        if fail {
            return Err("the second step failed");
        }
        Ok(stack.take())
    }
    let journal = Journal::default();
    assert!(make(&journal, true).is_err());
    assert_eq!(journal.taken(), ["undone"]);
    let mut made = make(&journal, false).unwrap();
    assert!(journal.taken().is_empty());
    made.dispose().unwrap();
    assert_eq!(journal.taken(), ["undone"]);
}

/// Behaviour 143.
#[test]
fn a_stack_that_was_moved_disposes_once() {
    let journal = Journal::default();
    let stack = DisposeStack::new();
    stack.defer(|| journal.note("once"));
    let moved = Box::new(stack);
    let list = vec![*moved];
    drop(list);
    assert_eq!(journal.taken(), ["once"]);
}

#[test]
fn entries_keep_their_order_and_contents_however_often_their_stack_is_moved() {
    let journal = Journal::default();
    let mut stack = DisposeStack::new();
    let mut expected = Vec::new();
    // Small ones, until there is no room left for them, and larger ones between them.
    for number in 0..40_u8 {
        let name = format!("{number}");
        if number % 7 == 1 {
            let large = [number; 200];
            stack.adopt((large, name.clone()), |(large, name)| {
                assert_eq!(large.map(|each| each.to_string()), [(); 200].map(|()| name.clone()));
                journal.note(name);
            });
        } else if number % 2 == 0 {
            stack.push(Resource::new("pushed", Then::Succeed, &journal)).work.name = "even";
        } else {
            stack.adopt(name.clone(), |name| journal.note(name));
        }
        expected.insert(0, if number % 2 == 0 && number % 7 != 1 { "even".into() } else { name });
        let moved = Box::new(stack);
        stack = vec![*moved].remove(0).take();
        assert_eq!(stack.len(), expected.len());
    }
    stack.dispose().unwrap();
    assert_eq!(journal.taken(), expected);
}

/// Behaviour 163.
#[test]
fn a_list_of_ten_thousand_links_is_taken_down_without_overflow() {
    #[tenure::disposable]
    struct Link {
        #[dispose(take = Link::unlink)]
        next: Option<Box<Link>>,
        #[dispose(with = |then: &mut Then| match then {
            Then::Fail => Err(Refused("the last")),
            _ => Ok(()),
        })]
        then: Then,
        guard: tenure::Guard,
    }
    impl Link {
        /// Each link leaves the list before it is disposed, so none has a list below it.
        fn unlink(first: Box<Self>) -> Result<(), tenure::DisposeError> {
            let mut steps = tenure::Collector::new();
            let mut next = Some(first);
            while let Some(mut link) = next {
                next = link.next.take();
                steps.step("next", || link.dispose());
            }
            steps.finish()
        }
    }
    let make = |next, then| Link { next, then, guard: tenure::Guard::new() };
    let mut list = make(None, Then::Fail);
    for _ in 0..10_000 {
        list = make(Some(Box::new(list)), Then::Succeed);
    }
    assert_eq!(list.close().unwrap_err().to_string(), "next.next.then: the last refused");
}

/// Behaviour 116.
#[test]
fn ten_thousand_entries_do_not_overflow_the_stack() {
    const COUNT: usize = 10_000;
    let order = RefCell::new(Vec::new());
    let mut stack = DisposeStack::new();
    for index in 0..COUNT {
        let order = &order;
        stack.defer(move || order.borrow_mut().push(index));
    }
    stack.dispose().unwrap();
    drop(stack);
    assert!(order.into_inner().into_iter().eq((0..COUNT).rev()));
}

/// Behaviour 148.
#[test]
fn a_closer_and_what_it_captured_are_dropped_once_also_when_it_never_runs() {
    let counted = std::rc::Rc::new(());
    let mut stack = DisposeStack::new();
    let captured = counted.clone();
    stack.adopt(counted.clone(), move |_| drop(captured));
    stack.dispose().unwrap();
    let captured = counted.clone();
    assert!(stack.try_defer(move || drop(captured)).is_err());
    assert_eq!(std::rc::Rc::strong_count(&counted), 1);
}

#[test]
fn values_of_any_size_and_alignment_keep_their_place_and_contents() {
    #[derive(Debug, PartialEq)]
    #[repr(align(4096))]
    struct Page(u8);

    fn check<T: PartialEq + std::fmt::Debug>(place: &T, value: &T) {
        assert_eq!(std::ptr::from_ref(place).addr() % align_of::<T>(), 0);
        assert_eq!(place, value);
    }

    let mut stack = DisposeStack::new();
    let mut places = Vec::new();
    for round in 0..100_u8 {
        let small = &*stack.adopt(round, move |small| assert_eq!(small, round));
        let page = &*stack.adopt(Page(round), move |page| assert_eq!(page, Page(round)));
        let list = [round; 3000];
        let large = &*stack.adopt(list, move |large: [u8; 3000]| assert_eq!(large, list));
        stack.adopt((), |()| ());
        let text =
            &*stack.adopt(round.to_string(), move |text| assert_eq!(text, round.to_string()));
        places.push((page, small, large, text));
    }
    for (round, (page, small, large, text)) in (0..).zip(places) {
        check(page, &Page(round));
        check(small, &round);
        check(large, &[round; 3000]);
        check(text, &round.to_string());
    }
    stack.dispose().unwrap();
}
