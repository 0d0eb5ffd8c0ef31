//! Counts of values, by type and place.

use std::cell::Cell;
use std::panic::catch_unwind;
use std::rc::Rc;
use std::sync::Barrier;
use std::sync::mpsc::channel;
use std::thread;

use tenure::{Counts, Live, Snapshot, Tracked, tracked};

/// Live, total and peak.
fn counts<T: Tracked>() -> [u64; 3] {
    let Counts { live, total, peak, .. } = Counts::of::<T>();
    [live, total, peak].map(|count| count.get().expect("it is tracked"))
}

#[test]
fn a_value_counts_from_its_making_to_its_drop() {
    #[tracked]
    struct Session {
        live: Live<Self>,
    }

    assert_eq!(counts::<Session>(), [0, 0, 0]);
    let first = Session { live: Live::new() };
    let second = Session { live: Live::new() };
    assert_eq!(counts::<Session>(), [2, 2, 2]);
    drop(first);
    let moved = Box::new(second);
    assert_eq!(counts::<Session>(), [1, 2, 2], "a move is no new value");
    drop(moved);
    assert_eq!(counts::<Session>(), [0, 2, 2]);
    assert_eq!(Session::live(), 0);
}

#[test]
fn a_value_may_be_dropped_on_a_thread_that_made_none() {
    #[tracked]
    struct Sent(Live<Self>);

    let values: Vec<_> = (0..10).map(|_| Sent(Live::new())).collect();
    thread::spawn(move || drop(values)).join().unwrap();
    assert_eq!(counts::<Sent>(), [0, 10, 10]);
}

#[test]
fn the_peak_is_exact_under_threads() {
    const THREADS: usize = 8;
    const EACH: usize = 50;

    #[tracked]
    struct Value(#[allow(dead_code)] Live<Self>);

    let all_made = Barrier::new(THREADS);
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                let values: Vec<_> = (0..EACH).map(|_| Value(Live::new())).collect();
                all_made.wait();
                drop(values);
                for _ in 0..EACH {
                    drop(Value(Live::new()));
                }
            });
        }
    });
    let all = (THREADS * EACH) as u64;
    assert_eq!(counts::<Value>(), [0, 2 * all, all]);
}

#[test]
fn the_peak_is_exact_whenever_threads_meet() {
    const THREADS: u64 = 4;
    const ROUNDS: u64 = 2_000;

    #[tracked]
    struct Value(#[allow(dead_code)] Live<Self>);

    // In each round every thread makes one more than there ever were, all at the same time.
    let together = Barrier::new(THREADS.try_into().unwrap());
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                let mut kept = Vec::new();
                for round in 1..=ROUNDS {
                    together.wait();
                    kept.push(Value(Live::new()));
                    together.wait();
                    assert_eq!(counts::<Value>(), [round * THREADS; 3]);
                }
                together.wait();
                drop(kept);
            });
        }
    });
    assert_eq!(counts::<Value>(), [0, ROUNDS * THREADS, ROUNDS * THREADS]);
}

#[test]
fn what_is_read_in_the_middle_of_things_is_never_wrong() {
    #[tracked]
    struct Value(Live<Self>);

    const EACH: u64 = 20_000;

    let (sender, receiver) = channel();
    thread::scope(|scope| {
        let makes = scope.spawn(move || {
            (0..EACH).for_each(|_| sender.send(Value(Live::new())).unwrap());
        });
        let drops = scope.spawn(move || receiver.iter().for_each(drop));
        while !(makes.is_finished() && drops.is_finished()) {
            let snapshot = Value::snapshot();
            let row = &snapshot.types()[0];
            assert!(row.live <= row.total && row.live <= row.peak && row.peak <= EACH);
            for site in &row.sites {
                assert!(site.live <= site.total && site.total <= EACH);
            }
        }
    });
    assert_eq!(counts::<Value>()[..2], [0, EACH]);
}

#[test]
fn a_clone_is_a_new_value() {
    #[tracked]
    #[derive(Clone, Default)]
    struct Value {
        live: Live<Self>,
    }

    let value = Value::default();
    let others = [value.clone(), value.clone()];
    assert_eq!(counts::<Value>(), [3, 3, 3]);
    drop(others);
    assert_eq!(counts::<Value>(), [1, 3, 3]);
}

#[test]
fn a_forgotten_value_stays_alive() {
    #[tracked]
    struct Value(#[allow(dead_code)] Live<Self>);

    std::mem::forget(Value(Live::new()));
    let line = line!() - 1;
    let snapshot = Value::snapshot();
    let [site] = snapshot.types()[0].sites.as_slice() else { panic!("{snapshot}") };
    assert_eq!((site.live, site.made_at.line(), site.made_at.file()), (1, line, file!()));
}

#[test]
fn a_circle_of_rcs_stays_alive_until_it_is_broken() {
    #[tracked]
    struct Node {
        next: Cell<Option<Rc<Node>>>,
        live: Live<Self>,
    }

    let node = Rc::new(Node { next: Cell::default(), live: Live::new() });
    node.next.set(Some(Rc::clone(&node)));
    let broken = Rc::downgrade(&node);
    drop(node);
    assert_eq!(Node::live(), 1);
    broken.upgrade().unwrap().next.take();
    assert_eq!(Node::live(), 0);
}

#[test]
fn a_registry_that_owns_shows_as_a_leak_and_one_that_does_not_shows_none() {
    #[tracked]
    struct Resource(Live<Self>);

    let mut strong = Vec::new();
    let weak = tenure::WeakSet::new();
    let [kept, dropped] = [(); 2].map(|()| Rc::new(Resource(Live::new())));
    strong.push(Rc::clone(&kept));
    weak.insert(&dropped);
    drop((kept, dropped));
    assert_eq!(Resource::live(), 1, "the strong registry keeps one");
    strong.clear();
    assert_eq!(Resource::live(), 0);
}

#[test]
fn a_constructor_that_gives_up_takes_its_value_with_it() {
    #[tracked]
    struct Value(#[allow(dead_code)] Live<Self>);

    let made = catch_unwind(|| {
        let _value = Value(Live::new());
        panic!("on purpose");
    });
    assert!(made.is_err());
    assert_eq!(counts::<Value>(), [0, 1, 1]);
}

#[test]
fn the_instantiations_of_a_generic_type_count_apart() {
    #[tracked]
    struct Pool<'a, T, const SIZE: usize> {
        items: &'a [T; SIZE],
        live: Live<Self>,
    }

    fn make<T, const SIZE: usize>(items: &[T; SIZE]) -> Pool<'_, T, SIZE> {
        Pool { items, live: Live::new() }
    }

    let text = "borrowed".to_owned();
    let (bytes, texts, pair) = ([1_u8], [text.as_str()], [1_u8, 2]);
    let pools = (make(&bytes), make(&texts), make(&pair), make(&bytes));
    assert_eq!(pools.0.items, pools.3.items);
    assert_eq!(counts::<Pool<'_, u8, 1>>(), [2, 2, 2]);
    assert_eq!(counts::<Pool<'_, &str, 1>>(), [1, 1, 1]);
    assert_eq!(Pool::<u8, 2>::live(), 1);
    let name = Pool::<u8, 2>::snapshot().types()[0].name;
    assert!(name.contains("::Pool<") && name.ends_with("u8, 2>"), "{name}");
}

#[test]
fn types_that_the_compiler_names_alike_count_apart() {
    #[tracked]
    struct Job<F> {
        run: F,
        live: Live<Self>,
    }

    fn live<T: Tracked>(_: &T) -> u64 {
        counts::<T>()[0]
    }

    let one = Job { run: || 1, live: Live::new() };
    let others = [(); 2].map(|()| Job { run: || 2, live: Live::new() });
    assert_eq!((live(&one), live(&others[0])), (1, 2));
    assert_eq!((one.run)() + (others[0].run)(), 3);
}

#[test]
fn a_value_of_any_variant_counts() {
    #[tracked]
    enum Connection {
        Open { port: u16, live: Live<Self> },
        Closed(u8, Live<Self>),
    }

    let mut connection = Connection::Open { port: 80, live: Live::new() };
    assert_eq!(counts::<Connection>(), [1, 1, 1]);
    if let Connection::Open { port: 80, .. } = connection {
        connection = Connection::Closed(1, Live::new());
    }
    assert_eq!(counts::<Connection>(), [1, 2, 2], "another variant is another value");
    let Connection::Closed(code, live) = connection else { panic!("it is closed") };
    drop(live);
    assert_eq!((code, Connection::live().get()), (1, Some(0)));
}

#[test]
fn values_may_borrow_from_each_other() {
    #[tracked]
    struct Node<'a> {
        other: Cell<Option<&'a Node<'a>>>,
        live: Live<Self>,
    }

    let [one, other] = [(); 2].map(|()| Node { other: Cell::new(None), live: Live::new() });
    one.other.set(Some(&other));
    other.other.set(Some(&one));
    assert_eq!(Node::live(), 2);
    assert!(std::ptr::eq(one.other.get().unwrap(), &raw const other));
}

#[test]
fn a_static_is_not_counted_and_its_clones_are() {
    #[tracked]
    #[derive(Clone)]
    struct Options {
        level: u8,
        live: Live<Self>,
    }

    static DEFAULT: Options = Options { level: 3, live: Live::uncounted() };

    assert_eq!((DEFAULT.level, DEFAULT.live.made_at()), (3, None));
    assert_eq!(Options::live(), 0);
    let _clone = DEFAULT.clone();
    assert_eq!(Options::live(), 1);
}

#[test]
fn a_tracked_type_in_a_map_is_no_key_that_changes() {
    #[tracked]
    #[derive(Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
    struct Key {
        id: u8,
        live: Live<Self>,
    }

    // `clippy::mutable_key_type` is on in all tests.
    let keys = (0..3).map(|id| (Key { id, live: Live::new() }, id));
    let map: std::collections::BTreeMap<_, _> = keys.collect();
    assert_eq!((map.len(), Key::live().get()), (3, Some(3)));
}

#[test]
fn a_parameter_may_leave_the_size_open() {
    #[tracked(weak)]
    struct Task<T: ?Sized> {
        live: Live<Self>,
        run: T,
    }

    let task = Task { live: Live::new(), run: [1_u8, 2] }.into_arc();
    assert_eq!((task.run.len(), Task::<[u8; 2]>::live().get()), (2, Some(1)));
    drop(task);
    assert_eq!(counts::<Task<[u8; 2]>>(), [0, 1, 1]);
}

#[test]
fn a_type_may_have_functions_of_the_same_names() {
    #[tracked(bare)]
    struct Order {
        prices: Vec<u32>,
        live: Live<Self>,
    }

    impl Order {
        fn total(&self) -> u32 {
            self.prices.iter().sum()
        }
    }

    let order = Order { prices: vec![1, 2], live: Live::new() };
    assert_eq!(order.total(), 3);
    assert_eq!(counts::<Order>(), [1, 1, 1]);
    assert_eq!(Snapshot::of::<Order>().types()[0].live, 1);
}
