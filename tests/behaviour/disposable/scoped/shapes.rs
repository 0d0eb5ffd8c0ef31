//! Functions of every shape under `#[scoped]`.

use std::fmt::Debug;
use std::sync::Arc;

use tenure::{Dispose, ScopeError, scoped};

use super::{Journal, Refused, Resource, Then, open};

type Scoped<T, E = Refused> = Result<T, ScopeError<E>>;

struct Store {
    names: Vec<String>,
    journal: Journal,
}

trait Find {
    fn find(&self, index: usize) -> Scoped<&str>;

    #[scoped]
    fn first(&self) -> Scoped<&str> {
        using!(let _a = None::<Resource>);
        self.find(0).map_err(|_| Refused("first"))
    }
}

impl Find for Store {
    #[scoped]
    fn find(&self, index: usize) -> Scoped<&str> {
        using!(let _a = open("find", Then::Succeed, &self.journal));
        let name = self.names.get(index).ok_or(Refused("index"))?;
        Ok(name)
    }
}

impl Store {
    #[scoped]
    fn entry(&mut self, index: usize) -> Scoped<&mut String> {
        using!(let _a = open("entry", Then::Succeed, &self.journal));
        self.names.get_mut(index).ok_or(Refused("index"))
    }

    #[scoped]
    fn into_names(self) -> Scoped<Vec<String>> {
        using!(let _a = open("into", Then::Succeed, &self.journal));
        Ok(self.names)
    }

    #[scoped]
    pub(crate) fn lengths(&self) -> Scoped<impl Iterator<Item = usize> + Debug + '_> {
        using!(let _a = open("lengths", Then::Succeed, &self.journal));
        Ok(self.names.iter().map(String::len).collect::<Vec<_>>().into_iter())
    }
}

#[test]
fn methods_lend_what_they_are_asked_for() {
    let journal = Journal::default();
    let mut store = Store { names: vec!["a".into(), "bc".into()], journal: journal.clone() };
    assert_eq!(store.find(1).unwrap(), "bc");
    assert_eq!(store.first().unwrap(), "a");
    store.entry(0).unwrap().push('!');
    assert_eq!(store.lengths().unwrap().collect::<Vec<_>>(), [2, 2]);
    assert_eq!(store.into_names().unwrap(), ["a!", "bc"]);
    let each = ["find", "find", "entry", "lengths", "into"];
    let expected: Vec<_> =
        each.iter().flat_map(|it| [format!("open {it}"), (*it).into()]).collect();
    assert_eq!(journal.taken(), expected);
}

#[scoped]
#[allow(clippy::elidable_lifetime_names, clippy::needless_lifetimes)] // named: that is the case
fn generic<'a, T, const N: usize>(each: [T; 2], last: &'a str) -> Scoped<(&'a str, usize), String>
where
    T: Dispose + Debug,
{
    using!(let [first, _second] = each);
    if first.is_disposed() {
        return Err(format!("{first:?} is gone"));
    }
    Ok((last, N))
}

#[test]
fn generic_functions_dispose_what_is_disposable() {
    let journal = Journal::default();
    let each = ["a", "b"].map(|name| Resource::new(name, Then::Succeed, &journal));
    assert_eq!(generic::<_, 2>(each, "last").unwrap(), ("last", 2));
    assert_eq!(journal.taken(), ["a", "b"]);
}

/// What can be said of a result that is hidden.
trait Hidden {
    fn told(self) -> Scoped<usize>;
}

impl Hidden for Scoped<usize> {
    fn told(self) -> Self {
        self
    }
}

#[scoped]
fn hidden(journal: &Journal, then: Then) -> impl Hidden {
    using!(let a = open("a", then, journal));
    Ok::<_, Refused>(a.work.name.len())
}

#[scoped]
async fn hidden_in_a_future(journal: &Journal, fails: bool) -> impl Hidden {
    using!(let a = open("a", Then::Succeed, journal));
    if fails {
        return Err(Refused("body"));
    }
    Ok(a.work.name.len())
}

#[test]
fn a_result_may_be_hidden_behind_a_trait() {
    let journal = Journal::default();
    assert_eq!(hidden(&journal, Then::Succeed).told().unwrap(), 1);
    assert_eq!(super::paths(&hidden(&journal, Then::Fail).told().unwrap_err()), ["a.work"]);
    let ready = |fails| {
        let mut future = std::pin::pin!(hidden_in_a_future(&journal, fails));
        let std::task::Poll::Ready(it) = tenure_tests::futures::poll(&mut future, &Arc::default())
        else {
            panic!("nothing is awaited")
        };
        it.told()
    };
    assert_eq!(ready(false).unwrap(), 1);
    assert_eq!(ready(true).unwrap_err().body(), Some(&Refused("body")));
    assert_eq!(journal.taken(), ["open a", "a"].repeat(4));
}

/// Has an invariant that nobody checks.
#[scoped]
#[allow(unsafe_code)]
unsafe fn not_safe(bytes: &[u8]) -> Scoped<u8> {
    using!(let _a = None::<Resource>);
    // SAFETY: the caller has checked the length.
    Ok(unsafe { *bytes.get_unchecked(0) })
}

#[test]
#[allow(unsafe_code)]
fn unsafe_functions_stay_unsafe() {
    // SAFETY: the slice has one byte.
    assert_eq!(unsafe { not_safe(&[7]) }.unwrap(), 7);
}

#[test]
fn names_of_the_user_are_left_alone() {
    #[scoped]
    fn hostile(scope: u8, resource: u8, journal: &Journal) -> Scoped<u8> {
        /// Before the statements.
        const TWO: u8 = 2;
        fn three() -> u8 {
            3
        }

        using!(let r#type = open("type", Then::Fail, journal));
        let rest = scope + resource;
        using!(let scope = open("scope", Then::Succeed, journal));
        assert_eq!((r#type.work.name, scope.work.name), ("type", "scope"));
        Ok(rest + TWO + three())
    }

    let journal = Journal::default();
    let error = hostile(1, 1, &journal).unwrap_err();
    assert_eq!(super::paths(&error), ["type.work"]);
    assert_eq!(journal.taken(), ["open type", "open scope", "scope", "type"]);
}

#[test]
fn values_of_a_coerced_type_are_returned_early_and_late() {
    type Function = Box<dyn Fn(u8) -> u8>;

    #[scoped]
    fn function(early: bool) -> Scoped<Function> {
        using!(let _a = None::<Resource>);
        if early {
            return Ok(Box::new(|value| value + 1));
        }
        Ok(Box::new(|value| value + 2))
    }

    assert_eq!((function(true).unwrap()(0), function(false).unwrap()(0)), (1, 2));
}

/// A function that a macro writes, with parts of the one who calls it.
macro_rules! written {
    ($name:ident, $resource:expr, $action:expr, $tail:expr) => {
        #[scoped]
        fn $name(journal: &Journal) -> Scoped<usize> {
            using!(let resource = $resource(journal));
            on_exit!(journal.note($action));
            { using!(let inner = $resource(journal)); journal.note(inner.work.name); }
            Ok(resource.work.name.len() + $tail)
        }
    };
}

written!(by_macro, open_m, "action", 1);

fn open_m(journal: &Journal) -> Resource {
    open("m", Then::Succeed, journal)
}

#[test]
fn a_macro_may_write_the_function() {
    let journal = Journal::default();
    assert_eq!(by_macro(&journal).unwrap(), 2);
    assert_eq!(journal.taken(), ["open m", "open m", "m", "m", "action", "m"]);
}

#[test]
#[allow(clippy::never_loop)] // a block like any other
fn statements_in_braces_and_behind_the_name_of_the_crate_are_the_same() {
    #[tenure::scoped]
    fn braces(journal: &Journal) -> Scoped<()> {
        tenure::using! { let _a = open("a", Then::Succeed, journal) }
        ::tenure::on_exit![journal.note("exit")];
        loop {
            tenure::using!(let _b = open("b", Then::Succeed, journal););
            break;
        }
        Ok(())
    }

    let journal = Journal::default();
    braces(&journal).unwrap();
    assert_eq!(journal.taken(), ["open a", "open b", "b", "exit", "a"]);
}

#[test]
fn a_function_inside_has_a_scope_of_its_own() {
    #[scoped]
    fn outer(journal: &Journal) -> Scoped<usize> {
        #[scoped]
        fn inner(journal: &Journal) -> Scoped<usize> {
            using!(let b = open("b", Then::Succeed, journal));
            Ok(b.work.name.len())
        }

        using!(let _a = open("a", Then::Succeed, journal));
        let length = inner(journal).map_err(|_| Refused("inner"))?;
        Ok(length)
    }

    let journal = Journal::default();
    assert_eq!(outer(&journal).unwrap(), 1);
    assert_eq!(journal.taken(), ["open a", "open b", "b", "a"]);
}

mod renamed {
    use tenure as elsewhere;

    use super::{Journal, Scoped, Then, open};

    #[elsewhere::scoped(crate = elsewhere)]
    pub(super) fn renamed(journal: &Journal) -> Scoped<()> {
        using!(let _a = open("a", Then::Succeed, journal));
        Ok(())
    }
}

#[test]
fn the_crate_may_have_another_name() {
    let journal = Journal::default();
    renamed::renamed(&journal).unwrap();
    assert_eq!(journal.taken(), ["open a", "a"]);
}
