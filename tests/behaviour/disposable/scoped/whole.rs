//! `#[scoped]` functions whose resources are in the outermost block.

use std::cell::RefCell;
use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};

use tenure::{Dispose, DisposeError, Owned, ScopeError, scoped};

use super::{Journal, Plain, Refused, Resource, Then, open, paths, texts};

type Scoped<T> = Result<T, ScopeError<Refused>>;

/// What a function of a test is to do.
#[derive(Clone, Copy, PartialEq)]
enum Body {
    Succeed,
    Fail,
    FailInBetween,
    Return,
    Panic,
}

#[scoped]
fn two(body: Body, first: Then, second: Then, journal: &Journal) -> Scoped<&'static str> {
    using!(let a = open("a", first, journal));
    journal.note("between");
    if body == Body::FailInBetween {
        Err(Refused("between"))?;
    }
    using!(let b = open("b", second, journal));
    match body {
        Body::Fail => return Err(Refused("body")),
        Body::Return => return Ok("early"),
        Body::Panic => panic!("body"),
        _ => {}
    }
    journal.note(format!("use {} {}", a.work.name, b.work.name));
    Ok("late")
}

const BOTH: (Then, Then) = (Then::Succeed, Then::Succeed);

/// Behaviours 62, 63, 64, 101.
#[test]
fn resources_go_in_reverse_at_the_end_of_the_function() {
    let journal = Journal::default();
    assert_eq!(two(Body::Succeed, BOTH.0, BOTH.1, &journal).unwrap(), "late");
    assert_eq!(journal.taken(), ["open a", "between", "open b", "use a b", "b", "a"]);
}

/// Behaviours 77, 134.
#[test]
fn an_early_return_disposes_what_is_there() {
    let journal = Journal::default();
    assert_eq!(two(Body::Return, BOTH.0, BOTH.1, &journal).unwrap(), "early");
    assert_eq!(journal.taken(), ["open a", "between", "open b", "b", "a"]);
    let error = two(Body::FailInBetween, BOTH.0, BOTH.1, &journal).unwrap_err();
    assert!(matches!(error, ScopeError::Body(Refused("between"))));
    assert_eq!(journal.taken(), ["open a", "between", "a"]);
}

/// Behaviours 69, 71, 105.
#[test]
fn the_error_of_a_body_comes_out_when_all_disposals_succeed() {
    let journal = Journal::default();
    let error = two(Body::Fail, BOTH.0, BOTH.1, &journal).unwrap_err();
    assert!(matches!(error, ScopeError::Body(Refused("body"))));
    assert!(journal.taken().ends_with(&["b".to_owned(), "a".to_owned()]));
}

/// Behaviours 70, 112.
#[test]
fn the_error_of_one_disposal_is_not_lost_when_the_next_one_succeeds() {
    let error = two(Body::Succeed, Then::Succeed, Then::Fail, &Journal::default()).unwrap_err();
    assert!(error.body().is_none());
    assert_eq!(paths(&error), ["b.work"]);
}

/// Behaviours 73, 113, 130.
#[test]
fn all_errors_are_there_the_first_one_first() {
    let error = two(Body::Fail, Then::Fail, Then::Panic, &Journal::default()).unwrap_err();
    assert_eq!(
        texts(&error),
        ["body refused", "b.work: panicked: b panicked", "a.work: a refused"]
    );
    assert_eq!(error.to_string(), "body refused (and 2 more)");
    assert_eq!(
        format!("{error:#}"),
        "body refused\nb.work: panicked: b panicked\na.work: a refused"
    );
    assert_eq!(error.source().unwrap().downcast_ref(), Some(&Refused("body")));
}

/// Behaviour 131.
#[test]
fn of_several_disposals_the_last_resource_is_the_first_error() {
    let error = two(Body::Succeed, Then::Fail, Then::Fail, &Journal::default()).unwrap_err();
    let ScopeError::Dispose(error) = error else { panic!("{error:?}") };
    assert_eq!(error.first().path(), "b.work");
    assert_eq!(error.len(), 2);
    assert_eq!(error.to_string(), "b.work: b refused (and 1 more)");
}

/// Behaviour 114.
#[test]
fn errors_keep_what_they_come_from() {
    #[derive(Debug)]
    struct Because(Refused);

    impl std::fmt::Display for Because {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("because")
        }
    }

    impl Error for Because {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&self.0)
        }
    }

    #[scoped]
    fn five() -> Result<(), ScopeError<Because>> {
        using!(let _a = Owned::with((), |()| Err::<(), _>(Because(Refused("a")))));
        using!(let _b = Owned::with((), |()| Err::<(), _>(Because(Refused("b")))));
        Err(Because(Refused("body")))
    }

    let error = five().unwrap_err();
    let source = error.source().and_then(Error::source).unwrap();
    assert_eq!(source.downcast_ref(), Some(&Refused("body")));
    let causes = error.dispose_error().unwrap().iter().map(|failure| {
        failure.source().and_then(Error::source).and_then(|it| it.downcast_ref::<Refused>())
    });
    assert_eq!(causes.collect::<Vec<_>>(), [Some(&Refused("b")), Some(&Refused("a"))]);
}

/// Behaviours 66, 129.
#[test]
fn an_initialiser_that_fails_leaves_the_earlier_ones_disposed() {
    #[scoped]
    fn second_fails(then: Then, journal: &Journal) -> Scoped<()> {
        using!(let _a = open("a", then, journal));
        using!(let _b = open("b", then, journal));
        using!(let _c = Err::<Resource, _>(Refused("c"))?);
        journal.note("body");
        Ok(())
    }

    let journal = Journal::default();
    let error = second_fails(Then::Succeed, &journal).unwrap_err();
    assert!(matches!(error, ScopeError::Body(Refused("c"))));
    assert_eq!(journal.taken(), ["open a", "open b", "b", "a"]);
    let error = second_fails(Then::Fail, &journal).unwrap_err();
    assert_eq!(texts(&error), ["c refused", "_b.work: b refused", "_a.work: a refused"]);
}

/// Behaviour 68.
#[test]
fn a_body_that_fails_before_a_resource_is_made_disposes_nothing() {
    #[scoped]
    fn fails(journal: &Journal) -> Scoped<()> {
        Err(Refused("before"))?;
        using!(let _a = open("a", Then::Succeed, journal));
        Ok(())
    }

    let journal = Journal::default();
    assert!(matches!(fails(&journal), Err(ScopeError::Body(Refused("before")))));
    assert_eq!(journal.taken(), [""; 0]);
}

/// Behaviours 74, 98.
#[test]
fn without_a_resource_the_body_is_all_there_is() {
    #[scoped]
    fn nothing(value: Option<u8>) -> Scoped<u8> {
        using!(let none = None::<Resource>);
        assert!(none.is_none());
        value.ok_or(Refused("none"))
    }

    #[scoped]
    fn bare(value: Option<u8>) -> Scoped<u8> {
        value.ok_or(Refused("none"))
    }

    assert_eq!((nothing(Some(1)).unwrap(), bare(Some(2)).unwrap()), (1, 2));
    assert!(matches!(nothing(None), Err(ScopeError::Body(Refused("none")))));
    assert!(matches!(bare(None), Err(ScopeError::Body(Refused("none")))));
}

/// Behaviour 78.
#[test]
fn an_adaptor_disposes_its_source_once() {
    struct Doubled<I>(I);

    impl<I: Dispose> Dispose for Doubled<I> {
        fn dispose(&mut self) -> Result<(), DisposeError> {
            self.0.dispose()
        }
        fn is_disposed(&self) -> bool {
            self.0.is_disposed()
        }
    }

    #[scoped]
    fn adapted(journal: &Journal) -> Scoped<()> {
        using!(let source = open("source", Then::Succeed, journal));
        using!(let _doubled = Doubled(Lent(source)));
        Ok(())
    }

    struct Lent<'a>(&'a mut Resource);

    impl Dispose for Lent<'_> {
        fn dispose(&mut self) -> Result<(), DisposeError> {
            self.0.dispose()
        }
        fn is_disposed(&self) -> bool {
            self.0.is_disposed()
        }
    }

    let journal = Journal::default();
    adapted(&journal).unwrap();
    assert_eq!(journal.taken(), ["open source", "source"]);
}

/// Behaviour 103.
#[test]
fn a_resource_that_the_body_disposes_is_not_disposed_again() {
    #[scoped]
    fn closes(journal: &Journal) -> Result<(), DisposeError> {
        using!(let a = open("a", Then::Succeed, journal));
        a.dispose()?;
        journal.note("body");
        Ok(())
    }

    let journal = Journal::default();
    closes(&journal).unwrap();
    assert_eq!(journal.taken(), ["open a", "a", "body"]);
}

#[test]
fn a_panic_disposes_everything_and_goes_on() {
    let journal = Journal::default();
    let run = || two(Body::Panic, Then::Succeed, Then::Succeed, &journal);
    let payload = catch_unwind(AssertUnwindSafe(run)).unwrap_err();
    assert_eq!(payload.downcast_ref(), Some(&"body"));
    assert_eq!(journal.taken(), ["open a", "between", "open b", "b", "a"]);
}

#[test]
fn what_fails_beside_a_panic_is_reported_by_the_name_of_the_function() {
    #[scoped]
    fn panics() -> Scoped<()> {
        using!(let _a = Resource::new("a", Then::Fail, &Journal::default()));
        panic!("body")
    }

    let payload = catch_unwind(panics).unwrap_err();
    assert_eq!(payload.downcast_ref(), Some(&"body"));
    let name = "::whole::what_fails_beside_a_panic_is_reported_by_the_name_of_the_function::panics";
    let leaks = tenure::leaks();
    let leak = leaks.iter().find(|leak| leak.type_name.ends_with(name));
    let leak = leak.unwrap();
    assert_eq!((leak.count, leak.unwinding, leak.failed), (1, 1, 1));
    assert_eq!(leak.error.as_ref().unwrap().to_string(), "_a.work: a refused");
    assert_eq!(leak.created_at.unwrap().file(), file!());
}

#[test]
fn a_resource_may_borrow_the_one_before() {
    struct Borrowing<'a>(&'a mut Resource, &'a RefCell<Vec<&'static str>>);

    impl Dispose for Borrowing<'_> {
        fn dispose(&mut self) -> Result<(), DisposeError> {
            self.1.borrow_mut().push(self.0.work.name);
            Ok(())
        }
        fn is_disposed(&self) -> bool {
            false
        }
    }

    #[scoped]
    fn nested(seen: &RefCell<Vec<&'static str>>, journal: &Journal) -> Scoped<&'static str> {
        using!(let a = open("a", Then::Succeed, journal));
        using!(let borrowing = Borrowing(a, seen));
        Ok(borrowing.0.work.name)
    }

    let (seen, journal) = (RefCell::default(), Journal::default());
    assert_eq!(nested(&seen, &journal).unwrap(), "a");
    assert_eq!((seen.take(), journal.taken()), (vec!["a"], vec!["open a".into(), "a".into()]));
}

#[cfg(feature = "instrument")]
#[test]
fn without_a_failure_nothing_is_allocated() {
    #[tenure::instrumented]
    fn measured(journals: [Journal; 2]) -> Scoped<usize> {
        scope(journals)
    }

    #[scoped]
    fn scope([a, b]: [Journal; 2]) -> Scoped<usize> {
        using!(let a = Silent(a));
        on_err!(drop(a.0.taken()));
        {
            using!(let _b = Silent(b));
        }
        Ok(2)
    }

    struct Silent(Journal);

    impl Dispose for Silent {
        fn dispose(&mut self) -> Result<(), DisposeError> {
            Ok(())
        }
        fn is_disposed(&self) -> bool {
            false
        }
    }

    let journals = [Journal::default(), Journal::default()];
    assert_eq!(measured(journals).unwrap(), 2);
    let name = "::whole::without_a_failure_nothing_is_allocated::measured";
    let report = tenure::report();
    let row = report.functions().iter().find(|row| row.name.ends_with(name)).unwrap();
    assert_eq!(row.memory.unwrap().total_allocs, 0);
}

/// Behaviour 76.
#[test]
fn a_main_that_is_scoped_disposes_once_at_its_end() {
    #[scoped]
    fn main(journal: &Journal) -> Result<(), Box<dyn Error>> {
        using!(let _program = Plain(journal.clone(), "program"));
        journal.note("main");
        Ok(())
    }

    let journal = Journal::default();
    main(&journal).unwrap();
    assert_eq!(journal.taken(), ["main", "program"]);
}
