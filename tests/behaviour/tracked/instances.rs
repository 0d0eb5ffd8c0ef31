//! `#[tracked(weak)]`: the values that are alive.

use std::sync::{Arc, Barrier};
use std::thread;

use tenure::{Live, tracked};

#[test]
fn the_instances_are_those_that_are_alive_in_their_order() {
    #[tracked(weak)]
    struct Window {
        title: &'static str,
        live: Live<Self>,
    }

    fn open(title: &'static str) -> Arc<Window> {
        Window { title, live: Live::new() }.into_arc()
    }

    fn titles() -> Vec<&'static str> {
        Window::instances().iter().map(|it| it.title).collect()
    }

    let (one, two, three) = (open("one"), open("two"), open("three"));
    assert_eq!(titles(), ["one", "two", "three"]);
    drop(two);
    assert_eq!(titles(), ["one", "three"]);
    assert!(Window::instances().iter().any(|it| Arc::ptr_eq(it, &one)));
    assert_eq!(Arc::strong_count(&three), 1, "the list keeps none");
    drop((one, three));
    assert!(titles().is_empty());
    assert_eq!((Window::live().get(), Window::total().get()), (Some(0), Some(3)));
}

#[test]
fn the_instantiations_of_a_generic_type_are_listed_apart() {
    #[tracked(weak)]
    struct List<T> {
        items: Vec<T>,
        live: Live<Self>,
    }

    let bytes = List { items: vec![1_u8], live: Live::new() }.into_arc();
    let texts = List { items: vec!["a", "b"], live: Live::new() }.into_arc();
    assert_eq!(List::<u8>::instances().len(), 1);
    assert_eq!(List::<&'static str>::instances()[0].items, texts.items);
    assert_eq!(bytes.items, [1]);
}

#[test]
fn threads_may_make_list_and_drop_at_once() {
    const THREADS: usize = 4;

    #[tracked(weak)]
    struct Value(Live<Self>);

    let start = Barrier::new(THREADS);
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                start.wait();
                for _ in 0..500 {
                    let value = Value(Live::new()).into_arc();
                    let all = Value::instances();
                    assert!(all.iter().any(|it| Arc::ptr_eq(it, &value)));
                }
            });
        }
    });
    assert!(Value::instances().is_empty());
    assert_eq!(Value::live(), 0);
}

#[test]
fn a_value_beside_an_arc_of_its_type_is_counted_and_not_listed() {
    #[tracked(weak)]
    struct Value(#[allow(dead_code)] Live<Self>);

    let (_beside, _listed) = (Arc::new(Value(Live::new())), Value(Live::new()).into_arc());
    assert_eq!((Value::live().get(), Value::instances().len()), (Some(2), 1));
}
