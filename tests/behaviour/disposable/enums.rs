//! Enums: with a variant that is left behind, and without one.

use std::cell::Cell;

use tenure::{Dispose, DisposeError, Failure, Guard, disposable};

use super::{Journal, Refused, Resource, Then};

fn resource(journal: &Journal, name: &'static str) -> Resource {
    Resource::new(name, Then::Succeed, journal)
}

fn paths(error: &DisposeError) -> Vec<&str> {
    error.iter().map(Failure::path).collect()
}

/// Counts how many of it were dropped, and may panic then.
struct Token<'a>(&'a Cell<u32>, Then);

impl Drop for Token<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
        assert!(self.1 == Then::Succeed, "the token panicked");
    }
}

#[disposable(hook = Connection::say_goodbye)]
enum Connection<'a> {
    Open {
        #[dispose(with = |name: &mut String| { name.clear(); Err::<(), _>(Refused("name")) })]
        name: String,
        socket: Resource,
        token: Token<'a>,
        journal: Journal,
    },
    Waiting(#[dispose(take = drop)] Option<String>, Resource),
    Idle,
    #[dispose(terminal)]
    Closed,
}

impl Connection<'_> {
    fn say_goodbye(&self) {
        if let Connection::Open { journal, socket, name, .. } = self {
            assert!(!socket.is_disposed() && name == "name");
            journal.note("hook");
        }
    }
}

fn open<'a>(journal: &Journal, dropped: &'a Cell<u32>, then: Then) -> Connection<'a> {
    Connection::Open {
        name: String::from("name"),
        socket: resource(journal, "socket"),
        token: Token(dropped, then),
        journal: journal.clone(),
    }
}

/// Behaviour 160.
#[test]
fn a_disposed_enum_is_in_its_terminal_variant_and_stays_there() {
    let (journal, dropped) = (Journal::default(), Cell::new(0));
    let mut connection = open(&journal, &dropped, Then::Succeed);
    assert!(!connection.is_disposed());
    let error = connection.dispose().unwrap_err();
    assert_eq!(paths(&error), ["Open.name"]);
    assert!(matches!(connection, Connection::Closed) && connection.is_disposed());
    assert_eq!((journal.taken(), dropped.get()), (vec!["hook".to_owned(), "socket".into()], 1));
    connection.dispose().unwrap();
    connection.close().unwrap();
    assert!(journal.taken().is_empty() && dropped.get() == 1);
}

#[test]
fn variants_without_fields_are_left_behind_too() {
    let mut connection = Connection::Idle;
    assert!(!connection.is_disposed());
    connection.dispose().unwrap();
    assert!(matches!(connection, Connection::Closed));
}

#[test]
fn fields_of_a_variant_are_counted_from_zero() {
    let journal = Journal::default();
    let failing = Resource::new("it", Then::Fail, &journal);
    let error = Connection::Waiting(Some(String::new()), failing).close().unwrap_err();
    assert_eq!(paths(&error), ["Waiting.1.work"]);
}

/// Behaviour 155.
#[test]
fn a_field_that_panics_when_it_is_dropped_is_a_failure_like_any_other() {
    let (journal, dropped) = (Journal::default(), Cell::new(0));
    let error = open(&journal, &dropped, Then::Panic).close().unwrap_err();
    assert_eq!(paths(&error), ["Open.name", "Open"]);
    assert!(format!("{error:#}").ends_with("Open: panicked: the token panicked"));
    assert_eq!(dropped.get(), 1);
}

#[test]
fn a_forgotten_enum_is_disposed_and_reported_by_its_type() {
    #[disposable]
    enum Forgotten {
        Open(Resource),
        #[dispose(terminal)]
        Closed,
    }

    let journal = Journal::default();
    drop(Forgotten::Open(resource(&journal, "it")));
    drop(Forgotten::Closed);
    assert_eq!(journal.taken(), ["it"]);
    let leaks = tenure::leaks();
    let leak = leaks.iter().find(|leak| leak.type_name.ends_with("::Forgotten")).unwrap();
    assert_eq!((leak.count, leak.failed, leak.created_at), (1, 0, None));
}

#[disposable(order = reverse)]
enum Store<'a, T: Dispose, const N: usize> {
    Many([Resource; N], Resource),
    Few {
        #[dispose]
        first: T,
        name: &'a str,
        #[dispose(take = |name: String| assert_eq!(name, "taken"))]
        taken: Option<String>,
        #[dispose(skip = "somebody else does")]
        skipped: Option<Resource>,
    },
    Nothing,
}

#[test]
fn without_a_terminal_variant_the_state_is_that_of_the_fields() {
    let journal = Journal::default();
    let mut store: Store<'_, Resource, 1> =
        Store::Many([resource(&journal, "first")], resource(&journal, "second"));
    assert!(!store.is_disposed());
    store.dispose().unwrap();
    assert!(store.is_disposed() && matches!(store, Store::Many(..)));
    assert_eq!(journal.taken(), ["second", "first"]);

    let first = resource(&journal, "first");
    let mut store: Store<'_, _, 2> =
        Store::Few { first, name: "few", taken: Some("taken".to_owned()), skipped: None };
    store.dispose().unwrap();
    let Store::Few { first, name: "few", taken: None, skipped: None } = &store else { panic!() };
    assert!(first.is_disposed() && store.is_disposed());
    assert_eq!(journal.taken(), ["first"]);

    let mut nothing: Store<'_, Resource, 3> = Store::Nothing;
    assert!(nothing.is_disposed() && nothing.dispose().is_ok());
}

#[test]
fn an_enum_may_have_a_drop_of_its_own() {
    #[disposable(fallback = none)]
    enum Own<'a> {
        Open(Resource, &'a Cell<u32>),
        #[dispose(terminal)]
        Closed(),
    }

    impl Drop for Own<'_> {
        fn drop(&mut self) {
            if let Own::Open(_, drops) = self {
                drops.set(drops.get() + 1);
            }
            self.dispose().unwrap();
        }
    }

    let (journal, drops) = (Journal::default(), Cell::new(0));
    Own::Open(resource(&journal, "it"), &drops).close().unwrap();
    assert_eq!((journal.taken(), drops.get()), (vec!["it".to_owned()], 0));
    drop(Own::Open(resource(&journal, "it"), &drops));
    assert_eq!((journal.taken(), drops.get()), (vec!["it".to_owned()], 1));
}

#[test]
fn an_enum_holds_itself() {
    #[disposable]
    enum Tree {
        Node(Vec<Tree>, Resource),
        #[dispose(terminal)]
        Gone,
    }

    let journal = Journal::default();
    let leaf = |name| Tree::Node(Vec::new(), resource(&journal, name));
    let tree = Tree::Node(vec![leaf("a"), leaf("b")], Resource::new("c", Then::Fail, &journal));
    let error = Tree::Node(vec![tree], resource(&journal, "d")).close().unwrap_err();
    assert_eq!(journal.taken(), ["a", "b", "c", "d"]);
    assert_eq!(paths(&error), ["Node.0[0].Node.1.work"]);
}

#[test]
fn names_of_fields_are_none_of_ours_and_none_of_the_functions() {
    fn log(journal: &mut Journal) {
        journal.note("log");
    }

    fn guard(journal: &mut Journal) {
        journal.note("guard");
    }

    #[disposable]
    #[allow(clippy::large_enum_variant)] // the names are what is tried
    enum Hostile {
        Open {
            #[dispose(with = log)]
            fields: Journal,
            #[dispose(with = guard)]
            log: Journal,
            steps: Resource,
            old: Resource,
            this: Resource,
            r#type: Resource,
        },
        #[dispose(terminal)]
        #[allow(non_camel_case_types)]
        r#fn,
    }

    let journal = Journal::default();
    let name = |name| resource(&journal, name);
    let hostile = Hostile::Open {
        fields: journal.clone(),
        log: journal.clone(),
        steps: name("steps"),
        old: name("old"),
        this: name("this"),
        r#type: Resource::new("type", Then::Fail, &journal),
    };
    let error = hostile.close().unwrap_err();
    assert_eq!(journal.taken(), ["log", "guard", "steps", "old", "this", "type"]);
    assert_eq!(paths(&error), ["Open.type.work"]);
}

#[test]
fn an_enum_without_variants_and_one_without_fields() {
    #[disposable]
    enum Never {}

    #[disposable]
    enum Light {
        On,
        #[dispose(terminal)]
        Off,
    }

    fn close(never: Never) -> Result<(), DisposeError> {
        never.close()
    }

    assert!(size_of_val(&close) == 0, "it is there, and never called");
    let mut light = Light::On;
    assert!(!light.is_disposed());
    light.dispose().unwrap();
    assert!(matches!(light, Light::Off) && light.is_disposed());
}

#[test]
fn a_field_of_another_type_named_guard_is_skipped() {
    mod foreign {
        pub(super) struct Guard(pub(super) u8);
    }

    #[disposable]
    enum Locked {
        Locked(#[dispose(skip)] foreign::Guard, Resource),
        #[dispose(terminal)]
        Free,
    }

    let journal = Journal::default();
    let locked = Locked::Locked(foreign::Guard(1), resource(&journal, "it"));
    let Locked::Locked(foreign::Guard(1), _) = &locked else { panic!() };
    locked.close().unwrap();
    assert_eq!(journal.taken(), ["it"]);
}

#[test]
fn an_enum_is_a_field_like_any_other() {
    #[disposable]
    struct Parent<'a> {
        connection: Connection<'a>,
        guard: Guard,
    }

    let (journal, dropped) = (Journal::default(), Cell::new(0));
    let connection = open(&journal, &dropped, Then::Succeed);
    let error = Parent { connection, guard: Guard::new() }.close().unwrap_err();
    assert_eq!(paths(&error), ["connection.Open.name"]);
    assert_eq!(dropped.get(), 1);
}
