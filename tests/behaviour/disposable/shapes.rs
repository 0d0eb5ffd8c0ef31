//! Structs of every shape.

use std::cell::Cell;
use std::marker::PhantomData;
use std::rc::Rc;

use tenure::{Dispose, DisposeError, Guard, disposable};

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

/// Behaviour 161.
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

    #[disposable(into_parts, strict)]
    #[allow(deprecated)]
    struct New {
        #[dispose(skip)]
        skipped: Vec<Old>,
        plain: Option<Old>,
        #[dispose(take = drop)]
        taken: Option<Old>,
    }

    #[disposable(into_parts, strict)]
    struct Newer {
        #[expect(deprecated)]
        #[dispose(skip)]
        skipped: Vec<Old>,
        #[allow(deprecated)]
        plain: Option<Old>,
    }

    let mut value = New { skipped: Vec::new(), plain: None, taken: None };
    value.dispose().unwrap();
    let NewParts { skipped, plain, taken } = value.into_parts();
    assert!(skipped.is_empty() && plain.is_none() && taken.is_none());
    let NewerParts { skipped, plain } = Newer { skipped, plain: None }.into_parts();
    assert!(skipped.is_empty() && plain.is_none());
}

#[test]
fn variants_and_fields_under_cfg() {
    #[disposable(into_parts)]
    struct Whole {
        #[cfg(any())]
        absent: NoSuchType,
        #[cfg_attr(all(), dispose(with = |journal: &mut Journal| journal.note("field")))]
        journal: Journal,
        guard: Guard,
    }

    #[disposable]
    enum Conditional {
        #[cfg(any())]
        Absent(NoSuchType),
        Open {
            #[cfg(any())]
            absent: NoSuchType,
            #[cfg_attr(all(), dispose(skip = "nobody does"))]
            skipped: Resource,
            whole: Whole,
        },
        #[cfg_attr(all(), dispose(terminal))]
        Closed,
    }

    let journal = Journal::default();
    let whole = Whole { journal: journal.clone(), guard: Guard::new() };
    let WholeParts { journal: part } = whole.into_parts();
    let skipped = resource(&journal, "skipped");
    let whole = Whole { journal: part, guard: Guard::new() };
    let mut value = Conditional::Open { skipped, whole };
    value.dispose().unwrap();
    // What is skipped is dropped with the variant, and falls back by itself.
    assert_eq!(journal.taken(), ["field", "skipped"]);
    assert!(matches!(value, Conditional::Closed));
}

#[test]
fn layouts_and_derives_are_none_of_our_business() {
    #[derive(Debug)]
    #[disposable(into_parts)]
    #[derive(Clone, Default, PartialEq)]
    #[repr(C, align(64))]
    #[non_exhaustive]
    struct Aligned {
        number: u8,
        #[dispose(take = drop)]
        name: Option<String>,
        guard: Guard,
    }

    #[derive(Clone, Debug, Default)]
    #[repr(u8)]
    #[disposable]
    #[derive(PartialEq)]
    enum Numbered {
        Open(#[dispose(take = drop)] Option<String>) = 7,
        #[default]
        #[dispose(terminal)]
        Closed = 3,
    }

    let mut aligned = Aligned { name: Some("name".to_owned()), number: 0, guard: Guard::new() };
    assert_eq!(aligned.clone(), aligned);
    assert!(format!("{aligned:?}").contains("name"));
    aligned.dispose().unwrap();
    let AlignedParts { number: 0, name: None } = aligned.into_parts() else { panic!() };

    let mut numbered = Numbered::Open(Some(String::new()));
    assert!(numbered == numbered.clone());
    numbered.dispose().unwrap();
    assert!(numbered == Numbered::default());
}

#[test]
fn deprecated_fields_and_variants_warn_where_they_are_used() {
    #![deny(deprecated)]

    #[disposable(into_parts, strict)]
    struct Old {
        #[deprecated]
        #[dispose(take = drop)]
        name: Option<String>,
        #[deprecated]
        #[dispose(skip)]
        number: u8,
    }

    #[disposable]
    enum State {
        #[deprecated]
        Open(Old),
        #[deprecated]
        #[dispose(terminal)]
        Closed,
    }

    #[allow(deprecated)]
    fn used() {
        let old = || Old { name: Some(String::new()), number: 1 };
        let OldParts { name: Some(_), number: 1 } = old().into_parts() else { panic!() };
        let mut state = State::Open(old());
        state.dispose().unwrap();
        assert!(matches!(state, State::Closed));
    }

    used();
}

macro_rules! declare_enum {
    ($name:ident { $open:ident { $field:ident: $ty:ty }, $closed:ident }, $closer:expr, $hook:expr) => {
        #[disposable(hook = $hook)]
        enum $name {
            $open {
                #[dispose(with = $closer)]
                $field: $ty,
                old: u8,
            },
            #[dispose(terminal)]
            $closed,
        }
    };
}

declare_enum!(Declared { Open { old_lines: Vec<u8> }, Closed }, |it: &mut Vec<u8>| it.truncate(0), Declared::leave);

impl Declared {
    fn leave(&self) {
        assert!(matches!(self, Declared::Open { old_lines, old: 2 } if old_lines.len() == 1));
    }
}

#[test]
fn an_enum_may_come_out_of_a_macro() {
    let mut value = Declared::Open { old_lines: vec![1], old: 2 };
    value.dispose().unwrap();
    assert!(matches!(value, Declared::Closed));
}

/// A list that takes its nodes down one after the other, and not one inside the other.
#[disposable]
struct List {
    #[dispose(take = List::each)]
    first: Option<Box<Item>>,
    guard: Guard,
}

#[disposable(into_parts)]
struct Item {
    #[dispose(with = |count: &mut Rc<Cell<u32>>| count.set(count.get() + 1))]
    count: Rc<Cell<u32>>,
    #[dispose(skip = "the list disposes its items")]
    next: Option<Box<Item>>,
    guard: Guard,
}

impl List {
    fn each(first: Box<Item>) -> Result<(), DisposeError> {
        let mut next = Some(first);
        while let Some(mut item) = next {
            item.dispose()?;
            next = item.into_parts().next;
        }
        Ok(())
    }
}

/// Behaviour 163.
#[test]
fn a_list_of_ten_thousand_is_disposed_without_overflow() {
    let count = Rc::new(Cell::new(0));
    let mut first = None;
    for _ in 0..10_000 {
        let item = Item { count: Rc::clone(&count), next: first, guard: Guard::new() };
        first = Some(Box::new(item));
    }
    List { first, guard: Guard::new() }.close().unwrap();
    assert_eq!((count.get(), Rc::strong_count(&count)), (10_000, 1));
}
