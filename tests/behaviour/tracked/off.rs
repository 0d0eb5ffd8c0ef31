//! What is the same whether values are counted or not.

use std::sync::Arc;

use tenure::{Live, tracked};

#[tracked]
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct User {
    name: String,
    live: Live<Self>,
}

#[test]
#[cfg(not(feature = "track"))]
fn nothing_is_tracked_and_nothing_has_a_size() {
    let _user = User::default();
    assert_eq!(size_of::<Live<User>>(), 0);
    assert_eq!(size_of::<User>(), size_of::<String>());
    for count in [User::live(), User::total(), User::peak()] {
        assert_eq!(count.get(), None);
        assert!(count != 0, "what is not tracked is not 0");
        assert_eq!(count.to_string(), "not tracked");
    }
    let snapshot = tenure::snapshot();
    assert!(!snapshot.is_tracked() && snapshot.types().is_empty());
    assert!(snapshot.to_string().starts_with("not tracked: "));
    assert!(User::snapshot().diff(&snapshot).to_string().starts_with("not tracked: "));
    tenure::set_tracking(true);
    assert!(!tenure::is_tracking());
}

#[test]
fn the_derives_of_a_type_mean_what_they_meant() {
    let [ada, eve] = ["ada", "eve"].map(|name| User { name: name.to_owned(), live: Live::new() });
    assert!(ada == ada.clone() && ada < eve && ada != eve);
    let set = std::collections::HashSet::from([ada.clone(), ada.clone(), eve]);
    assert_eq!(set.len(), 2);
}

#[test]
fn a_type_is_send_and_sync_whatever_it_is() {
    fn shareable<T: Send + Sync + Unpin + std::panic::UnwindSafe + std::panic::RefUnwindSafe>() {}

    #[tracked]
    struct Local {
        _cell: std::rc::Rc<std::cell::Cell<u8>>,
        live: Live<Self>,
    }

    shareable::<Live<Local>>();
    shareable::<Live<*mut dyn Fn()>>();
    let _local = Local { _cell: std::rc::Rc::default(), live: Live::new() };
}

#[test]
fn what_an_arc_holds_is_what_was_put_in() {
    #[tracked(weak)]
    struct Window {
        title: &'static str,
        live: Live<Self>,
    }

    let window = Window { title: "one", live: Live::new() }.into_arc();
    assert_eq!((window.title, Arc::strong_count(&window)), ("one", 1));
    assert!(Window::instances().iter().all(|it| Arc::ptr_eq(it, &window)));
}
