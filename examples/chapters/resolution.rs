//! Which of several methods of one name is called.

// Which receiver a method has is what decides.
#![allow(clippy::trivially_copy_pass_by_ref, clippy::unused_self)]

use std::ops::Deref;

use tenure::members::Origin;
use tenure::{members, members_of};

use crate::table::Table;

#[derive(Clone, Copy)]
struct A;

impl A {
    fn static_function() -> &'static str {
        "A's own"
    }

    fn instance_method(&self) -> &'static str {
        "A's own"
    }

    fn who(&self) -> &'static str {
        "A's own"
    }

    fn give(&self) -> &'static str {
        "A's own"
    }
}

#[members]
trait Greet {
    fn who(&self) -> &'static str {
        "the default of Greet"
    }
}

trait Consume: Sized {
    fn give(self) -> &'static str {
        "Consume for A"
    }
}

struct B(A);

#[members]
impl B {
    fn static_function() -> &'static str {
        "B's own"
    }
}

impl Greet for A {}

#[members]
impl Greet for B {
    fn who(&self) -> &'static str {
        "Greet for B"
    }
}

impl Consume for A {}

impl Deref for B {
    type Target = A;

    fn deref(&self) -> &A {
        &self.0
    }
}

/// What stands for the method resolution order: by value, `&`, `&mut`, then one `Deref` further;
/// what is a type's own before what is a trait's.
pub(crate) fn print() {
    let b = B(A);
    let rows = [
        ("B::static_function()", B::static_function(), "B's own", "nothing is inherited"),
        ("A::static_function()", A::static_function(), "A's own", "B has none of A's: E0599"),
        ("b.instance_method()", b.instance_method(), "A's own", "one `Deref` further, by `&`"),
        ("b.who()", b.who(), "Greet for B", "a trait on B is nearer than A"),
        ("b.0.who()", b.0.who(), "A's own", "its own before a trait's"),
        (
            "<A as Greet>::who(&b)",
            <A as Greet>::who(&b),
            "the default of Greet",
            "named, not looked up",
        ),
        ("b.0.give()", b.0.give(), "Consume for A", "by value before by `&`"),
        ("A::give(&b.0)", A::give(&b.0), "A's own", "named, not looked up"),
    ];
    let mut table = Table::new(["call", "found", "because"]);
    for (call, found, expected, because) in rows {
        // Seed: C4, F5, A11.
        assert_eq!(found, expected, "{call}");
        table.row([&call, &found, &because]);
    }
    println!("{table}");
    let members = members_of!(B, Greet);
    // Seed: C4.
    assert_eq!(members.get("who").map(|who| who.origin), Some(Origin::Overrides));
    println!("{members}\n");
    println!("Two traits with one name are E0034, where Python takes the first of its list.");
    println!("Of the document's two calls neither result was looked at.");
}
