//! What the processor runs for a static and an instance method.

#![allow(clippy::unused_self)] // a receiver is what the one has, and the other has not

use tenure::members::MemberKind;
use tenure::{dis, members, members_of};

use crate::table::Table;

struct MathUtils;

trait Add {
    fn dyn_add(&self, x: i64, y: i64) -> i64;
}

#[members]
impl MathUtils {
    #[inline(never)]
    fn add(x: i64, y: i64) -> i64 {
        x.wrapping_add(y)
    }

    #[inline(never)]
    fn instance_add(&self, x: i64, y: i64) -> i64 {
        x.wrapping_add(y)
    }
}

impl Add for MathUtils {
    fn dyn_add(&self, x: i64, y: i64) -> i64 {
        self.instance_add(x, y)
    }
}

fn call_static(x: i64) -> i64 {
    MathUtils::add(x, 2)
}

fn call_instance(of: &MathUtils, x: i64) -> i64 {
    of.instance_add(x, 2)
}

fn call_dyn(of: &dyn Add, x: i64) -> i64 {
    of.dyn_add(x, 2)
}

/// A static and an instance method, and the calls of them.
pub(crate) fn compare() {
    let members = members_of!(MathUtils);
    let kinds = ["add", "instance_add"].map(|name| members.get(name).map(|it| it.member.kind));
    // Seed: F3.
    assert_eq!(kinds, [MemberKind::Static, MemberKind::Ref].map(Some));
    println!("{members}\n");
    let functions = [
        ("add(x, y)", dis!(MathUtils::add)),
        ("instance_add(&self, x, y)", dis!(MathUtils::instance_add)),
        ("a call of add", dis!(call_static)),
        ("a call of instance_add", dis!(call_instance)),
        ("a call through `dyn`", dis!(call_dyn)),
    ];
    let [(_, add), (_, instance_add), (_, call), _, (_, call_dyn)] = &functions;
    if cfg!(debug_assertions) || call.instructions().is_empty() {
        println!("skipped: what is asserted of instructions, which a debug build does not have\n");
    } else {
        // Seed: C2, F2, A5.
        assert_eq!(add.kinds(), instance_add.kinds(), "the receiver shifts the operands, no more");
        // Seed: A6.
        assert_eq!((call.indirect_calls().len(), call_dyn.indirect_calls().len()), (0, 1));
    }
    let mut table = Table::new(["", "bytes", "instructions", "indirect calls"]);
    for (name, code) in &functions {
        let text = code.instructions().iter().map(ToString::to_string).collect::<Vec<_>>();
        table.row([name, &code.size(), &text.join("; "), &code.indirect_calls().len()]);
    }
    println!("{table}");
    println!(
        "Python: 12 bytes each, and the same five opcodes. They differ where they are called,"
    );
    println!("where the snippet does not look: 3.11 specialises the instance call alone.\n");
}
