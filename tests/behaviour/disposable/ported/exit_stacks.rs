//! `ExitStack`, after the tests of `CPython`.

use tenure::DisposeStack;

use super::super::{Journal, Resource, Then};

/// Behaviour 104.
#[test]
fn all_callbacks_are_popped_into_another_stack() {
    let journal = Journal::default();
    let mut popped = {
        let mut stack = DisposeStack::new();
        stack.defer(|| journal.note("first"));
        stack.push(Resource::new("second", Then::Succeed, &journal));
        let popped = stack.take();
        assert!(stack.is_empty());
        popped
    };
    assert!(journal.taken().is_empty());
    assert_eq!(popped.len(), 2);
    popped.dispose().unwrap();
    assert_eq!(journal.taken(), ["second", "first"]);
}
