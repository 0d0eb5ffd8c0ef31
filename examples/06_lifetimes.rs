//! Chapter 6, lifetimes: what keeps a value alive, what lets it go, and who finds out.
//!
//! Nothing collects garbage here, so a leak is a number of bytes, and each of the document's leaks
//! stands beside its cure.

#[path = "chapters/managed.rs"]
mod managed;
#[path = "chapters/table.rs"]
mod table;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};
use std::sync::{Arc, Mutex};

use table::{Table, number};
use tenure::{DisposeStack, Leftover, Live, WeakSet, leak_check, tracked};

#[global_allocator]
static ALLOC: tenure::Alloc = tenure::Alloc::new();

/// What the seed calls `Resource`; equal to every other of its name.
#[tracked]
#[derive(PartialEq)]
struct Resource {
    name: &'static str,
    live: Live<Self>,
}

impl Resource {
    #[track_caller]
    fn new(name: &'static str) -> Arc<Self> {
        Arc::new(Resource { name, live: Live::new() })
    }
}

/// `Resource.instances`: a list that keeps everybody.
static INSTANCES: Mutex<Vec<Arc<Resource>>> = Mutex::new(Vec::new());

/// `SingletonResource._refs`: a set that keeps nobody.
static USERS: WeakSet<Resource> = WeakSet::new();

/// Reaches the next one, and keeps it or not.
#[derive(Default)]
struct Node<Next>(RefCell<Next>);

type Strong = Rc<Node<Option<StrongLink>>>;

struct StrongLink(#[expect(dead_code)] Strong);

struct WeakLink(#[expect(dead_code)] Weak<Node<Option<WeakLink>>>);

fn main() {
    println!("6. Lifetimes: what keeps a value alive, what lets it go, and who finds out\n");
    let mut table = Table::new(["", "the leak", "its cure", "Python and Node"]);
    registry(&mut table);
    circle(&mut table);
    listeners(&mut table);
    leaker(&mut table);
    println!("{table}");
    users();
    managed::cache();
    managed::singleton();
}

/// A list of all instances.
fn registry(table: &mut Table) {
    INSTANCES.lock().expect("no panic").push(Resource::new("R1"));
    let kept = Resource::live();
    INSTANCES.lock().expect("no panic").clear();
    let cleared = Resource::live();
    // Seed: C14, A46, A47.
    assert_eq!((kept.get(), cleared.get()), (Some(1), Some(0)));
    let cells = [kept, cleared].map(|count| format!("{count} alive"));
    table.row([&"a list of instances", &cells[0], &cells[1], &"1, and `gc.collect()` finds none"]);
}

/// A value that reaches itself.
fn circle(table: &mut Table) {
    let circle = || -> Strong {
        let node = Strong::default();
        *node.0.borrow_mut() = Some(StrongLink(Rc::clone(&node)));
        node
    };
    let strong = leak_check(circle);
    let broken = leak_check(|| circle().0.take());
    let weak = leak_check(|| {
        let node = Rc::<Node<_>>::default();
        *node.0.borrow_mut() = Some(WeakLink(Rc::downgrade(&node)));
    });
    // Seed: A50, K4.
    assert_eq!((strong.bytes(), weak.is_none(), broken.is_none()), (Some(32), true, true));
    let bytes = |it: Leftover| format!("{} B left", it.bytes().unwrap_or_default());
    let python = "Python: only `gc.collect()` frees it";
    table.row([&"a circle of `Rc`", &bytes(strong), &format!("{}, `Weak`", bytes(weak)), &python]);
}

type Listeners = RefCell<BTreeMap<u32, Box<dyn Fn() -> bool>>>;

/// What subscribes; each closure keeps the widget that it calls.
#[tracked]
struct Widget {
    live: Live<Self>,
}

fn listeners(table: &mut Table) {
    let listeners = &Listeners::default();
    let subscribe = |id| {
        let widget = Rc::new(Widget { live: Live::new() });
        let listener = move || widget.live.made_at().is_some();
        listeners.borrow_mut().insert(id, Box::new(listener));
    };
    let before = tenure::snapshot();
    (0..100).for_each(subscribe);
    let without = Widget::live();
    let grown = tenure::snapshot().diff(&before);
    listeners.borrow_mut().clear();

    let mut subscriptions = DisposeStack::new();
    for id in 0..100 {
        subscribe(id);
        subscriptions.defer(move || drop(listeners.borrow_mut().remove(&id)));
    }
    subscriptions.dispose().expect("nothing fails");
    let with = Widget::live();
    // Seed: A61, K5.
    assert_eq!((without.get(), with.get()), (Some(100), Some(0)));
    println!("what 100 listeners kept, and where it was made:\n{grown}\n");
    let cells = [without, with].map(|count| format!("{count} alive"));
    table.row([&"100 listeners", &cells[0], &cells[1], &"Node: 100 with, 0 with `dispose()`"]);
}

/// `MemoryLeaker.cache`.
static LEAKER: Mutex<Vec<Box<[u8]>>> = Mutex::new(Vec::new());

fn leaker(table: &mut Table) {
    const KIB: usize = 1024;

    LEAKER.lock().expect("no panic").reserve(400);
    let fill =
        || LEAKER.lock().expect("no panic").extend((0..200).map(|_| vec![0; 256 * KIB].into()));
    let leak = leak_check(fill);
    let cured = leak_check(|| {
        fill();
        LEAKER.lock().expect("no panic").truncate(200);
    });
    // Seed: C16, A60.
    assert_eq!((leak.bytes(), cured.bytes()), (Some(52_428_800), Some(0)));
    let cells = [leak, cured].map(|it| number(it.bytes().unwrap_or_default()) + " B left");
    table.row([
        &"a cache without bound",
        &cells[0],
        &cells[1],
        &"Node: heapUsed falls, 6.8 to 5.4 MiB",
    ]);
}

/// Users that a singleton knows and does not keep.
fn users() {
    let (ada, other, third) = (Resource::new("Ada"), Resource::new("Ada"), Resource::new("Eve"));
    let inserted = [&ada, &other, &third].map(|user| USERS.insert(user));
    let all = USERS.len();
    drop(third);
    // Seed: C15, F15, A49.
    assert!(ada == other && inserted == [true; 3] && all == 3, "two that are equal are two");
    // Seed: A48.
    assert_eq!((USERS.len(), Resource::live().get()), (2, Some(2)), "who goes is gone at once");
    println!(
        "A WeakSet of 3 users, of which 2 are equal: {all} there, and {} when one is gone.",
        all - 1
    );
    println!("Python's compares by `==`, and takes neither an int nor a class with `__slots__`.\n");
}
