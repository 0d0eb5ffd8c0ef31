//! Scopes, after the tests of JavaScript and `CPython`.

use std::convert::Infallible;
use std::error::Error;
use std::future::pending;
use std::task::Poll;

use tenure::{AsyncDispose, Cause, DisposeError, DisposeStack, Owned, ScopeError, scoped, using};

use super::super::async_hand::poll;
use super::super::{Journal, Refused, Resource, Then};

/// Its disposal never comes to an end.
struct Endless(u8);

impl AsyncDispose for Endless {
    async fn dispose_async(&mut self) -> Result<(), DisposeError> {
        pending().await
    }
}

#[scoped]
async fn maybe(wanted: bool) -> Result<u8, ScopeError<Infallible>> {
    if !wanted {
        return Ok(1);
    }
    using!(await let endless = Endless(2));
    Ok(endless.0)
}

/// Behaviour 92.
#[test]
fn a_scope_that_is_left_before_a_resource_is_made_awaits_nothing() {
    assert!(matches!(poll(&mut Box::pin(maybe(false))), Poll::Ready(Ok(1))));
    assert!(poll(&mut Box::pin(maybe(true))).is_pending());
}

#[scoped]
fn inner(journal: &Journal) -> Result<(), ScopeError<Refused>> {
    on_ok!(journal.note("inner succeeded"));
    on_err!(journal.note("inner failed"));
    Err(Refused("inner"))
}

#[scoped]
fn outer(journal: &Journal) -> Result<(), ScopeError<Refused>> {
    on_ok!(journal.note("outer succeeded"));
    on_err!(journal.note("outer failed"));
    // Here is where the error ends: what is above sees that all is well.
    inner(journal).or_else(|error| if error.body().is_some() { Ok(()) } else { Err(Refused("?")) })
}

/// Behaviour 100.
#[test]
fn functions_and_values_are_put_under_guard_and_only_those_below_an_error_see_it() {
    fn bare() -> Result<(), Refused> {
        Err(Refused("bare"))
    }
    let journal = Journal::default();
    let mut stack = DisposeStack::new();
    stack.push(Resource::new("value", Then::Fail, &journal));
    stack.defer(bare);
    assert!(journal.taken().is_empty());
    let error = stack.dispose().unwrap_err();
    assert_eq!(format!("{error:#}"), "[1]: bare refused\n[0].work: value refused");
    outer(&journal).unwrap();
    assert_eq!(journal.taken(), ["value", "inner failed", "outer succeeded"]);
}

/// Behaviour 111.
#[test]
fn an_error_without_a_cause_gets_none_by_what_failed_before_it() {
    let resource = Owned::with((), |()| Err::<(), _>(Refused("later")));
    let error = using(resource, |_| Err::<(), _>(Refused("body"))).unwrap_err();
    let ScopeError::Both { body, dispose } = error else { panic!("{error:?}") };
    assert!(body.source().is_none());
    let Cause::Error(later) = dispose.first().cause() else { panic!("{dispose:?}") };
    assert!(later.downcast_ref() == Some(&Refused("later")) && later.source().is_none());
}
