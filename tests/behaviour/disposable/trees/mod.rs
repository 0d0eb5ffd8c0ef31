//! Random trees of values: each step once, in order, every error with its path.

mod expected;
mod values;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tenure::{Cause, DisposeError};

use self::expected::{Expected, expect, expect_early, expected_failures};
use self::values::{Tried, made};
use super::Then;

/// What a value is to be made of.
#[derive(Clone, Debug)]
struct Plan {
    kind: Kind,
    /// Disposed by itself, before the whole is.
    early: bool,
    hook: Then,
    steps: [Then; 2],
    only: Option<Box<Plan>>,
    list: Vec<Plan>,
    pair: Option<Box<(Plan, Plan)>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    WithGuard,
    WithoutGuard,
    Hooked,
    Reverse,
    Terminal,
}

impl Kind {
    /// What stands in front of the names of the fields.
    fn variant(self) -> &'static str {
        if self == Kind::Terminal { "Open." } else { "" }
    }
}

/// `list[0]` in the variant `Open` of `only` is `only.Open.list[0]`.
fn joined(outer: &str, variant: &str, inner: &str) -> String {
    let dot = if outer.is_empty() { "" } else { "." };
    format!("{outer}{dot}{variant}{inner}")
}

/// The path and the text of each failure.
fn failures(error: Option<&DisposeError>) -> Vec<(String, String)> {
    let failure = |failure: &tenure::Failure| {
        let text = match failure.cause() {
            Cause::Error(error) => error.to_string(),
            Cause::Panic(..) => failure.to_string().split_once("panicked: ").unwrap().1.to_owned(),
            other => panic!("{other:?}"),
        };
        (failure.path().to_owned(), text)
    };
    error.map_or(Vec::new(), |error| error.iter().map(failure).collect())
}

#[derive(Clone, Copy, Debug)]
enum End {
    Dispose,
    Drop,
    Unwind,
}

/// Gives back how many steps there were, and how many of them failed.
fn check(plan: &Plan, end: End) -> (usize, usize) {
    let (mut before, mut early, mut steps) = (BTreeSet::new(), Vec::new(), Vec::new());
    expect_early(plan, "", &mut before, &mut early);
    expect(plan, "", &mut before, &mut steps);
    let paths = |steps: &[Expected]| steps.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();

    let tried = Tried::default();
    let mut value = made(plan, "", &tried);
    assert_eq!(tried.take(), paths(&early));
    match end {
        End::Dispose => {
            assert_eq!(value.is_disposed(), plan.early);
            let error = value.dispose().err();
            assert_eq!(failures(error.as_ref()), expected_failures(&steps));
            assert!(value.is_disposed() && value.dispose().is_ok());
        }
        End::Drop => drop(value),
        End::Unwind => {
            let unwound = catch_unwind(AssertUnwindSafe(|| {
                let _value = value;
                resume_unwind(Box::new("the body"));
            }));
            assert_eq!(unwound.unwrap_err().downcast_ref(), Some(&"the body"));
        }
    }
    assert_eq!(tried.take(), paths(&steps));
    (before.len(), expected_failures(&steps).len())
}

fn plans() -> impl Strategy<Value = Plan> {
    const KINDS: [Kind; 5] =
        [Kind::WithGuard, Kind::WithoutGuard, Kind::Hooked, Kind::Reverse, Kind::Terminal];
    let then = prop_oneof![4 => Just(Then::Succeed), 1 => Just(Then::Fail), 1 => Just(Then::Panic)];
    let steps = (then.clone(), [then.clone(), then]);
    let own = (proptest::sample::select(&KINDS), proptest::bool::weighted(0.1), steps);
    let leaf = own.clone().prop_map(|(kind, early, (hook, steps))| Plan {
        hook,
        kind,
        early,
        steps,
        only: None,
        list: Vec::new(),
        pair: None,
    });
    leaf.prop_recursive(5, 48, 4, move |inner| {
        let only = proptest::option::of(inner.clone().prop_map(Box::new));
        let pair = (inner.clone(), inner.clone()).prop_map(Box::new);
        let children = (only, vec(inner, 0..4), proptest::option::weighted(0.2, pair));
        (own.clone(), children).prop_map(|((kind, early, (hook, steps)), (only, list, pair))| {
            Plan { kind, early, hook, steps, only, list, pair }
        })
    })
}

#[test]
fn a_thousand_random_trees_try_each_step_once_in_order_and_keep_every_error() {
    let config = Config { cases: 1000, failure_persistence: None, ..Config::default() };
    let seed = TestRng::from_seed(RngAlgorithm::ChaCha, b"every step once, no error lost..");
    let ends = prop_oneof![2 => Just(End::Dispose), 1 => Just(End::Drop), 1 => Just(End::Unwind)];
    let (steps, failed) = (Cell::new(0), Cell::new(0));
    let result = TestRunner::new_with_rng(config, seed).run(&(plans(), ends), |(plan, end)| {
        let counts = check(&plan, end);
        steps.set(steps.get() + counts.0);
        failed.set(failed.get() + counts.1);
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
    // Else the trees are not what they were meant to be.
    assert!(steps.get() > 10_000 && failed.get() > 2_000, "{steps:?}, {failed:?}");
}
