//! `into_parts`: everything out, nothing disposed.

use tenure::{Dispose, Guard, disposable};

use super::{Journal, Resource, Then, leaks_at};

fn resource(journal: &Journal, name: &'static str) -> Resource {
    Resource::new(name, Then::Succeed, journal)
}

#[disposable(into_parts, hook = |this: &mut Self| this.child.work.journal.note("hook"))]
struct Whole<'a> {
    child: Resource,
    #[dispose(with = Vec::clear)]
    lines: Vec<String>,
    boxed: Box<str>,
    borrowed: &'a mut String,
    nothing: (),
    guard: Guard,
}

/// Behaviour 158.
#[test]
fn all_fields_come_out_and_nothing_is_disposed_or_reported() {
    let journal = Journal::default();
    let mut text = String::from("borrowed");
    let whole = Whole {
        child: resource(&journal, "child"),
        lines: vec!["line".to_owned()],
        boxed: "boxed".into(),
        borrowed: &mut text,
        nothing: (),
        guard: Guard::new(),
    };
    let place = whole.guard.created_at();
    let WholeParts { child, lines, boxed, borrowed, nothing: () } = whole.into_parts();
    assert!(journal.taken().is_empty() && leaks_at(place).is_empty());
    assert_eq!((&lines[..], &*boxed, &**borrowed), (&["line".to_owned()][..], "boxed", "borrowed"));
    borrowed.push('!');
    child.close().unwrap();
    assert_eq!((journal.taken(), text.as_str()), (vec!["child".to_owned()], "borrowed!"));
}

/// Behaviour 158.
#[test]
fn a_disposed_value_gives_out_what_is_left() {
    let journal = Journal::default();
    let mut whole = Whole {
        child: resource(&journal, "child"),
        lines: vec!["line".to_owned()],
        boxed: "boxed".into(),
        borrowed: &mut String::new(),
        nothing: (),
        guard: Guard::new(),
    };
    whole.dispose().unwrap();
    let parts = whole.into_parts();
    assert!(parts.child.is_disposed() && parts.lines.is_empty() && &*parts.boxed == "boxed");
    assert!(parts.borrowed.is_empty());
    let () = parts.nothing;
    assert_eq!(journal.taken(), ["hook", "child"]);
}

/// Counts how many of it were dropped.
struct Token<'a>(&'a std::cell::Cell<u32>);

impl Drop for Token<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

#[disposable(into_parts)]
struct Pair<'a, T: Dispose>(#[dispose] T, Token<'a>, Option<Token<'a>>);

#[test]
fn each_part_is_dropped_once() {
    let dropped = std::cell::Cell::new(0);
    let child = resource(&Journal::default(), "child");
    let pair = Pair(child, Token(&dropped), Some(Token(&dropped)));
    let PairParts(child, first, second) = pair.into_parts();
    assert_eq!(dropped.get(), 0);
    drop(second);
    assert_eq!(dropped.get(), 1);
    drop(first);
    assert_eq!(dropped.get(), 2);
    child.close().unwrap();
}

mod other {
    use tenure::disposable;

    #[disposable(into_parts, fallback = none)]
    pub(crate) struct Visible<T>
    where
        T: Default,
    {
        #[dispose(take = drop)]
        pub(in crate::disposable) text: Option<String>,
        #[dispose(skip)]
        pub(crate) value: T,
        hidden: u8,
    }

    impl<T: Default> Visible<T> {
        pub(crate) fn new(value: T) -> Self {
            Visible { text: None, value, hidden: 3 }
        }
    }

    impl<T: Default> VisibleParts<T> {
        pub(crate) fn hidden(&self) -> u8 {
            self.hidden
        }
    }
}

#[test]
fn the_parts_are_as_visible_as_the_fields() {
    let parts: other::VisibleParts<u8> = other::Visible::new(1).into_parts();
    assert_eq!((parts.text.as_deref(), parts.value, parts.hidden()), (None, 1, 3));
}

#[test]
fn parts_of_every_shape() {
    #[disposable(into_parts)]
    struct Unit;

    #[disposable(into_parts)]
    struct r#Type<T: Dispose = Resource, const N: usize = 1> {
        #[dispose]
        r#fn: [T; N],
        fields: u8,
        old: u16,
        steps: u32,
        #[cfg(any())]
        absent: NoSuchType,
        #[dispose(skip = "the list disposes its nodes")]
        next: Option<Box<Self>>,
        guard: Guard,
    }

    #[disposable(into_parts)]
    struct Tail<T: Dispose + ?Sized> {
        first: u8,
        #[dispose]
        last: T,
    }

    let UnitParts = Unit.into_parts();
    let journal = Journal::default();
    let r#fn = [resource(&journal, "it")];
    let whole = Type { r#fn, fields: 1, old: 2, steps: 3, next: None, guard: Guard::new() };
    let TypeParts { r#fn, fields, old, steps, next } = whole.into_parts();
    assert!(journal.taken().is_empty() && next.is_none());
    assert_eq!((fields, old, steps), (1, 2, 3));
    let [last] = r#fn;
    let TailParts { first, last } = Tail { first: 1, last }.into_parts();
    let mut tail: Box<Tail<dyn Dispose>> = Box::new(Tail { first, last });
    tail.dispose().unwrap();
    assert_eq!((journal.taken(), tail.first), (vec!["it".to_owned()], 1));
}
