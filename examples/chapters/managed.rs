//! `ManagedCache` and `ManagedSingleton`: what has a bound, and what has an end.

use std::cell::RefCell;
use std::sync::Arc;

use tenure::{DisposeStack, cached, singleton};

use crate::table::Table;

/// `ManagedCache`: a hundred values, and those in use.
#[cached(max = 100, weak)]
fn buffer(id: u32) -> Arc<Vec<u32>> {
    Arc::new(vec![id; 16])
}

pub(crate) fn cache() {
    let hot = buffer(0);
    let lent: Vec<_> = (1_000..1_150).map(buffer).collect();
    for id in 1..=500 {
        drop(buffer(id));
        // Seed: C17, F16, A54.
        assert!(Arc::ptr_eq(&hot, &buffer(0)), "a hot entry is never lost");
    }
    let found = lent.iter().zip(1_000..).filter(|(it, id)| Arc::ptr_eq(it, &buffer(*id))).count();
    let stats = || tenure::caches()[0].stats;
    // Seed: A53.
    assert_eq!(found, lent.len(), "nor one that is in use");
    // Seed: A55.
    assert!(stats().kept <= 100, "{}", stats());
    drop((hot, lent));
    // Seed: F16.
    assert!(stats().len <= 100, "what is dead does not count: {}", stats());
    let mut table = Table::new(["`ManagedCache`, 100", "Node", "here"]);
    table.row([&"one read all the time", &"lost at insertion 101", &"kept through all 500"]);
    table.row([&"150 in use", &"evicted like any", &format!("{found} found, none made twice")]);
    let dead = format!("{} values left, all alive", stats().len);
    table.row([&"those let go", &"99 stay, and count", &dead]);
    println!("{table}");
}

/// `ManagedSingleton`.
#[singleton(managed)]
struct Managed;

impl Managed {
    fn new() -> Self {
        Managed
    }
}

pub(crate) fn singleton() {
    let order = RefCell::new(Vec::new());
    let mut stack = DisposeStack::new();
    for name in ["1", "2", "3"] {
        let order = &order;
        stack.defer(move || {
            order.borrow_mut().push(name);
            if name == "2" { Err("2 is broken") } else { Ok(()) }
        });
    }
    let error = stack.dispose().expect_err("2 is broken").to_string();
    let again = stack.dispose();
    // Seed: C18, F16, A56, A57, A58.
    assert_eq!(
        (&*error, again.is_ok(), order.borrow().concat()),
        ("[1]: 2 is broken", true, "321".into())
    );
    drop(Managed::instance());
    Managed::dispose().expect("nobody has it");
    let resurrected = Managed::try_instance();
    // Seed: K3, A59.
    assert!(resurrected.is_err(), "what is disposed does not come back");
    let mut table = Table::new(["`ManagedSingleton`", "Node", "here"]);
    table.row([&"disposes", &"1, 2, 3", &order.borrow().join(", ")]);
    table.row([&"2 fails", &"3 is never disposed", &format!("3 and 1 are, and it says: {error}")]);
    table.row([&"disposed again", &"disposes 1 a second time", &"nothing runs twice"]);
    table.row([&"asked for afterwards", &"a new one, silently", &"Err, unless `recreate`"]);
    print!("{table}");
}
