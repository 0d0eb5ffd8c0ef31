//! What the options of the type change.

use std::panic::Location;

use tenure::{Dispose, DisposeError, Failure, Guard, disposable};

use super::{Journal, Refused, Resource, Then, leaks_at};

fn resource(journal: &Journal, name: &'static str) -> Resource {
    Resource::new(name, Then::Succeed, journal)
}

fn paths(error: &DisposeError) -> Vec<&str> {
    error.iter().map(Failure::path).collect()
}

#[disposable(hook = Hooked::work)]
struct Hooked {
    child: Resource,
    then: Then,
    journal: Journal,
    guard: Guard,
}

impl Hooked {
    fn new(then: Then, journal: &Journal) -> Self {
        let journal = journal.clone();
        Hooked { child: resource(&journal, "child"), then, journal, guard: Guard::new() }
    }

    fn work(&mut self) -> Result<(), Refused> {
        self.journal.note("hook");
        assert!(self.is_disposed() && !self.child.is_disposed());
        self.dispose().unwrap(); // comes back while it is being disposed: nothing to do
        match self.then {
            Then::Succeed => Ok(()),
            Then::Fail => Err(Refused("hook")),
            Then::Panic => panic!("the hook panicked"),
        }
    }
}

/// Behaviour 139.
#[test]
fn the_hook_runs_before_the_fields_and_once() {
    let journal = Journal::default();
    let mut hooked = Hooked::new(Then::Succeed, &journal);
    hooked.dispose().unwrap();
    hooked.dispose().unwrap();
    hooked.close().unwrap();
    assert_eq!(journal.taken(), ["hook", "child"]);
}

/// Behaviour 155.
#[test]
fn a_hook_that_fails_or_panics_does_not_stop_the_fields() {
    for then in [Then::Fail, Then::Panic] {
        let journal = Journal::default();
        let mut hooked = Hooked::new(then, &journal);
        let error = hooked.dispose().unwrap_err();
        assert_eq!(journal.taken(), ["hook", "child"]);
        assert_eq!(error.len(), 1);
        let refused = error.downcast_ref() == Some(&Refused("hook"));
        assert_eq!(refused, then == Then::Fail);
        assert!(hooked.is_disposed() && hooked.dispose().is_ok());
    }
}

#[test]
fn the_hook_of_a_field_has_the_path_of_the_field() {
    #[disposable]
    struct Parent {
        hooked: Hooked,
        guard: Guard,
    }

    let hooked = Hooked::new(Then::Fail, &Journal::default());
    let error = Parent { hooked, guard: Guard::new() }.close().unwrap_err();
    assert_eq!(paths(&error), ["hooked"]);
    assert_eq!(error.to_string(), "hooked: hook refused");
}

#[test]
fn a_forgotten_value_runs_its_hook() {
    let journal = Journal::default();
    drop(Hooked::new(Then::Succeed, &journal));
    assert_eq!(journal.taken(), ["hook", "child"]);
}

#[test]
fn a_hook_may_be_a_closure() {
    #[disposable(hook = |this: &mut Self| this.lines.clear())]
    struct Log {
        lines: Vec<u8>,
        guard: Guard,
    }

    let mut log = Log { lines: vec![1], guard: Guard::new() };
    log.dispose().unwrap();
    assert!(log.lines.is_empty());
}

#[disposable(order = reverse, hook = |this: &mut Self| this.first.work.journal.note("hook"))]
struct Reverse {
    first: Resource,
    second: Resource,
    guard: Guard,
}

#[disposable(order = declared)]
struct Declared {
    first: Resource,
    second: Resource,
}

#[test]
fn the_order_is_that_of_the_declaration_or_its_reverse() {
    let journal = Journal::default();
    let both = || (resource(&journal, "first"), resource(&journal, "second"));
    let (first, second) = both();
    Reverse { first, second, guard: Guard::new() }.close().unwrap();
    assert_eq!(journal.taken(), ["hook", "second", "first"]);
    let (first, second) = both();
    Declared { first, second }.close().unwrap();
    assert_eq!(journal.taken(), ["first", "second"]);
}

#[disposable(on_drop = report)]
struct Reported {
    child: Resource,
    guard: Guard,
}

#[test]
fn on_drop_report_disposes_nothing_and_says_where_the_value_was_made() {
    let journal = Journal::default();
    let child = resource(&journal, "child");
    let child_place = child.guard.created_at();
    let mut reported = Reported { child, guard: Guard::new() };
    let place = reported.guard.created_at();
    reported.child.dispose().unwrap();
    drop(reported);
    let leaks = leaks_at(place);
    let [leak] = leaks.as_slice() else { panic!("{leaks:?}") };
    assert!(leak.type_name.ends_with("options::Reported"));
    assert_eq!((leak.count, leak.failed), (1, 0));
    assert!(leaks_at(child_place).is_empty());
    assert_eq!(journal.taken(), ["child"]);
}

#[test]
fn what_on_drop_report_leaves_alone_falls_back_by_itself() {
    let journal = Journal::default();
    let child = resource(&journal, "child");
    let child_place = child.guard.created_at();
    drop(Reported { child, guard: Guard::new() });
    assert_eq!(journal.taken(), ["child"]);
    assert_eq!(leaks_at(child_place).len(), 1);
}

#[test]
fn a_disposed_value_is_not_reported_by_on_drop() {
    let mut reported =
        Reported { child: resource(&Journal::default(), "child"), guard: Guard::new() };
    let place = reported.guard.created_at();
    reported.dispose().unwrap();
    drop(reported);
    assert!(leaks_at(place).is_empty());
}

#[test]
fn without_a_guard_on_drop_report_names_the_type() {
    #[disposable(on_drop = report)]
    struct ReportedByType(#[dispose(take = drop)] Option<String>);

    drop(ReportedByType(None));
    let leaks = || {
        let leaks = tenure::leaks().into_iter();
        leaks.filter(|leak| leak.type_name.ends_with("ReportedByType")).collect::<Vec<_>>()
    };
    assert!(leaks().is_empty());
    drop(ReportedByType(Some(String::new())));
    assert_eq!((leaks().len(), leaks()[0].created_at), (1, None));
}

#[test]
fn on_drop_ignore_says_nothing_and_disposes_nothing() {
    #[disposable(on_drop = ignore)]
    struct Ignored {
        #[dispose(with = |calls: &mut Journal| calls.note("disposed"))]
        calls: Journal,
        guard: Guard,
    }

    #[disposable(on_drop = ignore)]
    struct IgnoredByType(#[dispose(take = |it: Journal| it.note("disposed"))] Option<Journal>);

    let journal = Journal::default();
    let ignored = Ignored { calls: journal.clone(), guard: Guard::new() };
    let place = ignored.guard.created_at();
    drop(ignored);
    drop(IgnoredByType(Some(journal.clone())));
    assert!(journal.taken().is_empty() && leaks_at(place).is_empty());
    assert!(!tenure::leaks().iter().any(|leak| leak.type_name.ends_with("IgnoredByType")));
    Ignored { calls: journal.clone(), guard: Guard::new() }.close().unwrap();
    IgnoredByType(Some(journal.clone())).close().unwrap();
    assert_eq!(journal.taken(), ["disposed", "disposed"]);
}

#[test]
#[cfg(feature = "testing")]
fn a_scope_of_a_test_sees_what_is_reported_and_not_what_is_ignored() {
    #[disposable(on_drop = ignore)]
    struct Ignored(Guard);

    #[disposable(on_drop = report)]
    struct Seen(Guard);

    let scope = tenure::testing::LeakScope::new();
    drop(Ignored(Guard::new()));
    let seen = Seen(Guard::new());
    let place = seen.0.created_at();
    drop(seen);
    let panic = std::panic::catch_unwind(|| scope.finish()).unwrap_err();
    let text = panic.downcast_ref::<String>().unwrap();
    assert!(text.contains(&format!("Seen, created at {place}, was dropped")), "{text}");
    assert!(!text.contains("Ignored"), "{text}");
}

#[disposable(fallback = guard, on_drop = report)]
struct Guarded<'a> {
    child: Resource,
    borrowed: &'a str,
    #[dispose(with = |lines| lines.truncate(0))]
    lines: Vec<u8>,
    guard: Guard,
}

#[track_caller]
fn guarded<'a>(journal: &Journal, borrowed: &'a str) -> Guarded<'a> {
    let child = resource(journal, "child");
    Guarded { child, borrowed, lines: vec![1], guard: Guard::new() }
}

#[test]
fn with_fallback_guard_the_value_can_be_destructured() {
    let journal = Journal::default();
    let text = String::from("it lives as long as it has to");
    let Guarded { child, borrowed, lines, guard } = guarded(&journal, &text);
    let place = guard.created_at();
    guard.defuse();
    assert!(leaks_at(place).is_empty() && journal.taken().is_empty());
    assert_eq!((borrowed, lines), (text.as_str(), vec![1]));
    child.close().unwrap();
}

#[test]
fn with_fallback_guard_the_value_may_end_with_what_it_borrows() {
    #[disposable(fallback = guard)]
    struct Log<'a> {
        #[dispose(with = |lines| lines.truncate(0))]
        lines: Vec<&'a str>,
        guard: Guard,
    }

    let (mut log, text) = (None, String::from("it is gone before the log"));
    let log = log.insert(Log { lines: vec![&text], guard: Guard::new() });
    log.dispose().unwrap();
    assert!(log.lines.is_empty());
}

#[test]
fn with_fallback_guard_fields_come_from_another_value() {
    let journal = Journal::default();
    let other = guarded(&journal, "borrowed");
    let mut value = Guarded { lines: vec![2], guard: Guard::new(), ..other };
    other.guard.defuse();
    assert_eq!((value.borrowed, value.lines.as_slice()), ("borrowed", &[2][..]));
    value.dispose().unwrap();
    assert_eq!(journal.taken(), ["child"]);
}

#[test]
fn with_fallback_guard_a_forgotten_value_is_reported_and_its_steps_do_not_run() {
    let journal = Journal::default();
    let value = guarded(&journal, "");
    let (place, child_place) = (value.guard.created_at(), value.child.guard.created_at());
    drop(value);
    assert_eq!(leaks_at(place).len(), 1);
    // The child has a fallback of its own.
    assert_eq!((journal.taken(), leaks_at(child_place).len()), (vec!["child".to_owned()], 1));
}

#[test]
fn with_fallback_guard_a_disposed_value_is_silent() {
    let journal = Journal::default();
    let mut value = guarded(&journal, "");
    let place: &Location<'_> = value.guard.created_at();
    value.dispose().unwrap();
    assert!(value.lines.is_empty() && value.borrowed.is_empty());
    drop(value);
    assert!(leaks_at(place).is_empty());
    assert_eq!(journal.taken(), ["child"]);
}

#[disposable(fallback = none)]
struct OwnDrop {
    child: Resource,
    journal: Journal,
    guard: Guard,
}

impl Drop for OwnDrop {
    fn drop(&mut self) {
        self.journal.note("own drop");
        self.dispose().unwrap();
    }
}

/// Behaviour 162.
#[test]
fn with_fallback_none_the_type_has_its_own_drop() {
    let journal = Journal::default();
    let new = || OwnDrop {
        child: resource(&journal, "child"),
        journal: journal.clone(),
        guard: Guard::new(),
    };
    let value = new();
    let place = value.guard.created_at();
    drop(value);
    assert_eq!(journal.taken(), ["own drop", "child"]);
    new().close().unwrap();
    assert_eq!(journal.taken(), ["child", "own drop"]);
    assert!(leaks_at(place).is_empty());
}

#[test]
fn strict_accepts_what_is_accounted_for() {
    #[disposable(strict)]
    struct Strict<'a, T: Dispose, const N: usize> {
        names: std::collections::BTreeMap<String, Vec<[u8; N]>>,
        borrowed: &'a std::fs::File,
        shared: Option<std::rc::Rc<[String]>>,
        children: [Resource; N],
        #[dispose]
        generic: T,
        #[dispose(take = drop)]
        file: Option<std::fs::File>,
        #[dispose(skip)]
        number: u64,
        #[dispose(skip = "it is closed with the process")]
        kept: std::sync::Arc<std::fs::File>,
        next: Option<Box<Strict<'a, Resource, N>>>,
        guard: Guard,
    }

    let journal = Journal::default();
    let file = || std::fs::File::open(std::env::current_exe().unwrap()).unwrap();
    let mut strict = Strict {
        names: std::collections::BTreeMap::from([("a".to_owned(), vec![[0; 1]])]),
        borrowed: &file(),
        shared: None,
        children: [resource(&journal, "child")],
        generic: resource(&journal, "generic"),
        file: Some(file()),
        number: 1,
        kept: std::sync::Arc::new(file()),
        next: None,
        guard: Guard::new(),
    };
    strict.dispose().unwrap();
    assert!(strict.file.is_none() && strict.shared.is_none() && strict.next.is_none());
    assert!(strict.kept.metadata().is_ok() && strict.borrowed.metadata().is_ok());
    assert_eq!((strict.names.len(), strict.number), (1, 1));
    assert_eq!(journal.taken(), ["child", "generic"]);
}
