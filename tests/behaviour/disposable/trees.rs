//! Random trees of values: each step once, in order, every error with its path.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::rc::Rc;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tenure::{Cause, Dispose, DisposeError, Guard, disposable};

use super::Then;

/// What a value is to be made of.
#[derive(Clone, Debug)]
struct Plan {
    kind: Kind,
    /// Disposed by itself, before the whole is.
    early: bool,
    steps: [Then; 2],
    only: Option<Box<Plan>>,
    list: Vec<Plan>,
    pair: Option<Box<(Plan, Plan)>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    WithGuard,
    WithoutGuard,
}

/// Goes wrong as it was told, and writes down that it was tried.
struct Step {
    path: String,
    then: Then,
    tried: Tried,
}

/// The paths of the steps that were tried, in order.
type Tried = Rc<RefCell<Vec<String>>>;

impl Step {
    fn run(&mut self) -> Result<(), String> {
        self.tried.borrow_mut().push(self.path.clone());
        match self.then {
            Then::Succeed => Ok(()),
            Then::Fail => Err(format!("{} refused", self.path)),
            // Not `panic!`, which would print a thousand times what is expected.
            Then::Panic => resume_unwind(Box::new(format!("{} panicked", self.path))),
        }
    }

    fn end(mut self) -> Result<(), String> {
        self.run()
    }
}

type Child = Box<dyn Dispose>;

#[disposable]
struct WithGuard {
    #[dispose(with = Step::run)]
    first: Step,
    only: Option<Child>,
    list: Vec<Child>,
    pair: Option<(Child, Child)>,
    #[dispose(take = Step::end)]
    last: Option<Step>,
    guard: Guard,
}

#[disposable]
struct WithoutGuard {
    #[dispose(take = Step::end)]
    first: Option<Step>,
    only: Option<Child>,
    list: Vec<Child>,
    pair: Option<(Child, Child)>,
    #[dispose(take = Step::end)]
    last: Option<Step>,
}

/// A value as planned; what is to be disposed early is.
fn made(plan: &Plan, path: &str, tried: &Tried) -> Child {
    let step = |index: usize| {
        let path = joined(path, ["first", "last"][index]);
        Step { path, then: plan.steps[index], tried: Rc::clone(tried) }
    };
    let child = |plan: &Plan, place: &str| made(plan, &joined(path, place), tried);
    let only = plan.only.as_ref().map(|plan| child(plan, "only"));
    let list = plan.list.iter().enumerate();
    let list = list.map(|(index, plan)| child(plan, &format!("list[{index}]"))).collect();
    let pair =
        plan.pair.as_ref().map(|plans| (child(&plans.0, "pair.0"), child(&plans.1, "pair.1")));
    let mut value: Child = match plan.kind {
        Kind::WithGuard => {
            let guard = Guard::new();
            Box::new(WithGuard { first: step(0), only, list, pair, last: Some(step(1)), guard })
        }
        Kind::WithoutGuard => {
            Box::new(WithoutGuard { first: Some(step(0)), only, list, pair, last: Some(step(1)) })
        }
    };
    if plan.early {
        let _early = value.dispose();
    }
    value
}

/// The children in the order of their fields, each with its path.
fn children<'a>(plan: &'a Plan, path: &str) -> Vec<(&'a Plan, String)> {
    let only = plan.only.iter().map(|plan| (&**plan, "only".to_owned()));
    let list = plan.list.iter().enumerate().map(|(index, plan)| (plan, format!("list[{index}]")));
    let pair = plan
        .pair
        .iter()
        .flat_map(|pair| [(&pair.0, "pair.0".to_owned()), (&pair.1, "pair.1".to_owned())]);
    only.chain(list).chain(pair).map(|(plan, place)| (plan, joined(path, &place))).collect()
}

fn joined(outer: &str, inner: &str) -> String {
    if outer.is_empty() { inner.to_owned() } else { format!("{outer}.{inner}") }
}

/// A step with what it is told to do.
type Expected = (String, Then);

/// The steps that a disposal of this value has to try, less those that were tried before.
fn expect(plan: &Plan, path: &str, before: &mut BTreeSet<String>, steps: &mut Vec<Expected>) {
    let [first, last] = ["first", "last"].map(|name| joined(path, name));
    if before.insert(first.clone()) {
        steps.push((first, plan.steps[0]));
    }
    for (child, path) in children(plan, path) {
        expect(child, &path, before, steps);
    }
    if before.insert(last.clone()) {
        steps.push((last, plan.steps[1]));
    }
}

/// The steps of the early disposals, in the order in which the values are made.
fn expect_early(plan: &Plan, path: &str, before: &mut BTreeSet<String>, steps: &mut Vec<Expected>) {
    for (child, path) in children(plan, path) {
        expect_early(child, &path, before, steps);
    }
    if plan.early {
        expect(plan, path, before, steps);
    }
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

fn expected_failures(steps: &[Expected]) -> Vec<(String, String)> {
    let failure = |(path, then): &Expected| match then {
        Then::Succeed => None,
        Then::Fail => Some((path.clone(), format!("{path} refused"))),
        Then::Panic => Some((path.clone(), format!("{path} panicked"))),
    };
    steps.iter().filter_map(failure).collect()
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
    let then = prop_oneof![4 => Just(Then::Succeed), 1 => Just(Then::Fail), 1 => Just(Then::Panic)];
    let kind = prop_oneof![Just(Kind::WithGuard), Just(Kind::WithoutGuard)];
    let own = (kind, proptest::bool::weighted(0.1), [then.clone(), then]);
    let leaf = own.clone().prop_map(|(kind, early, steps)| Plan {
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
        (own.clone(), children).prop_map(|((kind, early, steps), (only, list, pair))| Plan {
            kind,
            early,
            steps,
            only,
            list,
            pair,
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
