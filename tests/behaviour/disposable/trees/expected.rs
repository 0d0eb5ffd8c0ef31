//! What is to come of a disposal, told from the plan alone.

use std::collections::BTreeSet;

use super::super::Then;
use super::{Kind, Plan, joined};

/// A step with what it is told to do.
pub(super) type Expected = (String, Then);

/// The steps that a disposal of this value has to try, less those that were tried before.
pub(super) fn expect(
    plan: &Plan,
    path: &str,
    before: &mut BTreeSet<String>,
    steps: &mut Vec<Expected>,
) {
    let [first, last] = ["first", "last"].map(|name| joined(path, plan.kind.variant(), name));
    let mut fields = vec![step(first, plan.steps[0], before)];
    for children in children(plan, path) {
        let mut field = Vec::new();
        for (child, path) in children {
            expect(child, &path, before, &mut field);
        }
        fields.push(field);
    }
    fields.push(step(last, plan.steps[1], before));
    match plan.kind {
        Kind::Hooked => steps.extend(step(path.to_owned(), plan.hook, before)),
        Kind::Reverse => fields.reverse(),
        _ => {}
    }
    steps.extend(fields.into_iter().flatten());
}

/// One step, or none if it was tried before.
fn step(path: String, then: Then, before: &mut BTreeSet<String>) -> Vec<Expected> {
    if before.insert(path.clone()) { vec![(path, then)] } else { Vec::new() }
}

/// The steps of the early disposals, in the order in which the values are made.
pub(super) fn expect_early(
    plan: &Plan,
    path: &str,
    before: &mut BTreeSet<String>,
    steps: &mut Vec<Expected>,
) {
    for (child, path) in children(plan, path).into_iter().flatten() {
        expect_early(child, &path, before, steps);
    }
    if plan.early {
        expect(plan, path, before, steps);
    }
}

/// The children, field by field, each with its path.
fn children<'a>(plan: &'a Plan, path: &str) -> [Vec<(&'a Plan, String)>; 3] {
    let variant = plan.kind.variant();
    let child = |child, place: &str| (child, joined(path, variant, place));
    let only = plan.only.iter().map(|only| child(&**only, "only"));
    let list = plan.list.iter().enumerate();
    let list = list.map(|(index, each)| child(each, &format!("list[{index}]")));
    let pair = plan.pair.iter();
    let pair = pair.flat_map(|pair| [child(&pair.0, "pair.0"), child(&pair.1, "pair.1")]);
    [only.collect(), list.collect(), pair.collect()]
}

pub(super) fn expected_failures(steps: &[Expected]) -> Vec<(String, String)> {
    let failure = |(path, then): &Expected| match then {
        Then::Succeed => None,
        Then::Fail => Some((path.clone(), format!("{path} refused"))),
        Then::Panic => Some((path.clone(), format!("{path} panicked"))),
    };
    steps.iter().filter_map(failure).collect()
}
