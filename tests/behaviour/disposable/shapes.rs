//! Structs of every shape.

use std::marker::PhantomData;

use tenure::{Dispose, Guard, disposable};

use super::{Journal, Resource, Then};

fn resource(journal: &Journal, name: &'static str) -> Resource {
    Resource::new(name, Then::Succeed, journal)
}

#[disposable]
struct Tuple(Resource, #[dispose(with = Vec::clear)] Vec<u8>, Guard);

#[disposable]
struct Unit;

#[test]
fn tuple_structs_and_unit_structs() {
    let journal = Journal::default();
    let mut tuple = Tuple(resource(&journal, "it"), vec![1], Guard::new());
    tuple.dispose().unwrap();
    assert!(tuple.1.is_empty());
    assert_eq!(journal.taken(), ["it"]);
    let mut unit = Unit;
    assert!(unit.is_disposed());
    unit.dispose().unwrap();
}

#[disposable]
struct Generic<'a, T, U: ?Sized, const N: usize>
where
    T: Dispose + 'a,
{
    #[dispose]
    each: [T; N],
    #[dispose(with = |rest| rest.truncate(0))]
    rest: Vec<&'a U>,
    #[dispose(skip)]
    spare: Option<T>,
    known: [Resource; N],
    marker: PhantomData<U>,
    call: fn(T) -> T,
    guard: Guard,
}

#[test]
fn generics_of_every_kind() {
    let journal = Journal::default();
    let mut generic = Generic {
        each: [resource(&journal, "a"), resource(&journal, "b")],
        rest: vec!["rest"],
        spare: None,
        known: [resource(&journal, "c"), resource(&journal, "d")],
        marker: PhantomData::<str>,
        call: std::convert::identity,
        guard: Guard::new(),
    };
    generic.dispose().unwrap();
    assert_eq!(journal.taken(), ["a", "b", "c", "d"]);
    let _unused = (&generic.spare, generic.marker, generic.call);
}

#[disposable]
struct Conditional {
    #[cfg(any())]
    absent: NoSuchType,
    #[cfg_attr(all(), dispose(skip = "it is disposed by hand"))]
    skipped: Resource,
    #[cfg(not(any(windows, not(windows))))]
    neither: NoSuchType,
    r#move: Resource,
    guard: Guard,
}

#[test]
fn fields_under_cfg_and_raw_names() {
    let journal = Journal::default();
    let mut value = Conditional {
        skipped: resource(&journal, "skipped"),
        r#move: resource(&journal, "move"),
        guard: Guard::new(),
    };
    value.dispose().unwrap();
    assert_eq!(journal.taken(), ["move"]);
    value.skipped.dispose().unwrap();
}

#[disposable]
struct Node {
    #[dispose(skip = "the list disposes its nodes")]
    next: Option<Box<Self>>,
    other: Option<Box<Node>>,
    value: Resource,
    guard: Guard,
}

#[test]
fn a_type_may_hold_itself() {
    let journal = Journal::default();
    let node = |name, other| Node {
        next: None,
        other,
        value: resource(&journal, name),
        guard: Guard::new(),
    };
    let inner = node("inner", None);
    let outer = node("outer", Some(Box::new(inner)));
    assert!(outer.next.is_none());
    outer.close().unwrap();
    assert_eq!(journal.taken(), ["inner", "outer"]);
}

mod foreign {
    pub(super) struct Guard;
}

#[disposable]
struct OtherGuard {
    #[dispose(skip)]
    pin: foreign::Guard,
    guard: Guard,
}

#[test]
fn a_marked_field_of_a_type_named_guard_is_a_field_like_any_other() {
    let mut value = OtherGuard { pin: foreign::Guard, guard: Guard::new() };
    let _pin = &value.pin;
    value.dispose().unwrap();
}

mod renamed {
    use tenure as toolkit;
    use tenure::Dispose as _;

    #[tenure::disposable(crate = toolkit)]
    struct Renamed {
        #[dispose(take = drop)]
        value: Option<String>,
        guard: toolkit::Guard,
    }

    #[test]
    fn the_crate_may_have_another_name() {
        let value = Some(String::new());
        Renamed { value, guard: toolkit::Guard::new() }.close().unwrap();
    }
}

macro_rules! declare {
    ($name:ident, $ty:ty, $closer:expr) => {
        #[disposable]
        struct $name {
            #[dispose(with = $closer)]
            field: $ty,
            guard: Guard,
        }
    };
}

declare!(FromMacro, Vec<u8>, |field| field.truncate(0));

#[test]
fn a_struct_may_come_out_of_a_macro() {
    let mut value = FromMacro { field: vec![1], guard: Guard::new() };
    value.dispose().unwrap();
    assert!(value.field.is_empty());
}

static IN_A_STATIC: std::sync::Mutex<Tuple2> =
    std::sync::Mutex::new(Tuple2(None, Guard::const_new()));

#[disposable]
struct Tuple2(#[dispose(take = drop)] Option<String>, Guard);

#[test]
fn a_guard_can_be_made_at_compile_time() {
    let mut value = IN_A_STATIC.lock().unwrap();
    value.dispose().unwrap();
    assert_eq!(value.1.created_at().file(), file!());
}

#[test]
fn a_type_whose_last_field_is_unsized_is_disposed() {
    #[disposable]
    struct Tail<T: Dispose + ?Sized> {
        #[dispose]
        value: T,
    }

    let journal = Journal::default();
    let mut tail: Box<Tail<dyn Dispose>> = Box::new(Tail { value: resource(&journal, "it") });
    tail.dispose().unwrap();
    assert!(tail.is_disposed());
    assert_eq!(journal.taken(), ["it"]);
}

#[test]
fn a_deprecated_type_warns_where_it_is_written_only() {
    #![deny(deprecated)]

    #[deprecated]
    struct Old;

    #[disposable]
    #[allow(deprecated)]
    struct New {
        #[dispose(skip)]
        skipped: Vec<Old>,
        plain: Option<Old>,
        #[dispose(take = drop)]
        taken: Option<Old>,
    }

    let mut value = New { skipped: Vec::new(), plain: None, taken: None };
    value.dispose().unwrap();
    assert!(value.skipped.is_empty() && value.plain.is_none() && value.taken.is_none());
}
