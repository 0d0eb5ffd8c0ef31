//! Values of every shape, made as planned.

use std::cell::RefCell;
use std::panic::resume_unwind;
use std::rc::Rc;

use tenure::{Dispose, Guard, disposable};

use super::super::Then;
use super::{Kind, Plan, joined};

/// Goes wrong as it was told, and writes down that it was tried.
struct Step {
    path: String,
    then: Then,
    tried: Tried,
}

/// The paths of the steps that were tried, in order.
pub(super) type Tried = Rc<RefCell<Vec<String>>>;

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

pub(super) type Child = Box<dyn Dispose>;

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

#[disposable(hook = |this: &mut Hooked| this.hook.run())]
struct Hooked {
    hook: Step,
    #[dispose(take = Step::end)]
    first: Option<Step>,
    only: Option<Child>,
    list: Vec<Child>,
    pair: Option<(Child, Child)>,
    #[dispose(with = Step::run)]
    last: Step,
    guard: Guard,
}

#[disposable(order = reverse)]
struct Reverse {
    #[dispose(with = Step::run)]
    first: Step,
    only: Option<Child>,
    list: Vec<Child>,
    pair: Option<(Child, Child)>,
    #[dispose(with = Step::run)]
    last: Step,
    guard: Guard,
}

#[disposable]
enum Terminal {
    Open {
        #[dispose(with = Step::run)]
        first: Step,
        only: Option<Child>,
        list: Vec<Child>,
        pair: Option<(Child, Child)>,
        #[dispose(take = Step::end)]
        last: Option<Step>,
    },
    #[dispose(terminal)]
    Closed,
}

/// A value as planned; what is to be disposed early is.
pub(super) fn made(plan: &Plan, path: &str, tried: &Tried) -> Child {
    let variant = plan.kind.variant();
    let step = |name: &str, then| {
        let path = if name.is_empty() { path.to_owned() } else { joined(path, variant, name) };
        Step { path, then, tried: Rc::clone(tried) }
    };
    let child = |plan: &Plan, place: &str| made(plan, &joined(path, variant, place), tried);
    let only = plan.only.as_ref().map(|plan| child(plan, "only"));
    let list = plan.list.iter().enumerate();
    let list = list.map(|(index, plan)| child(plan, &format!("list[{index}]"))).collect();
    let pair = plan.pair.as_ref();
    let pair = pair.map(|plans| (child(&plans.0, "pair.0"), child(&plans.1, "pair.1")));
    let (first, end) = (step("first", plan.steps[0]), step("last", plan.steps[1]));
    let guard = Guard::new();
    let mut value: Child = match plan.kind {
        Kind::WithGuard => Box::new(WithGuard { first, only, list, pair, last: Some(end), guard }),
        Kind::WithoutGuard => {
            guard.defuse();
            Box::new(WithoutGuard { first: Some(first), only, list, pair, last: Some(end) })
        }
        Kind::Hooked => {
            let hook = step("", plan.hook);
            Box::new(Hooked { hook, first: Some(first), only, list, pair, last: end, guard })
        }
        Kind::Reverse => Box::new(Reverse { first, only, list, pair, last: end, guard }),
        Kind::Terminal => {
            guard.defuse();
            Box::new(Terminal::Open { first, only, list, pair, last: Some(end) })
        }
    };
    if plan.early {
        let _early = value.dispose();
    }
    value
}
