//! Functions whose machine code the program reads itself; a test builds it in several ways.

// They are only there to be read.
#![allow(missing_docs, dead_code)]
#![allow(clippy::trivially_copy_pass_by_ref, clippy::unused_self)]

use std::fmt::Display;
use std::hint::black_box;
use std::io::Read as _;

use tenure::dis::{Disassembly, Flow};
use tenure::{assert_asm, dis};

struct MathUtils;

trait Add {
    fn unused(&self) -> i64 {
        0
    }

    fn dyn_add(&self, a: i64, b: i64) -> i64;
}

impl MathUtils {
    fn add(a: i64, b: i64) -> i64 {
        a.wrapping_add(b)
    }

    fn instance_add(&self, a: i64, b: i64) -> i64 {
        a.wrapping_add(b)
    }

    fn zst_add(self, a: i64, b: i64) -> i64 {
        a.wrapping_add(b)
    }

    #[inline(never)]
    fn far(a: i64, b: i64) -> i64 {
        black_box(a).wrapping_mul(b)
    }
}

impl Add for MathUtils {
    fn dyn_add(&self, a: i64, b: i64) -> i64 {
        a.wrapping_add(b)
    }
}

fn call_static(a: i64) -> i64 {
    MathUtils::far(a, 2)
}

fn call_static_too(a: i64) -> i64 {
    MathUtils::far(a, 2)
}

fn call_dyn(adder: &dyn Add, a: i64) -> i64 {
    adder.dyn_add(a, 2)
}

fn call_pointer(f: fn(i64) -> i64) -> i64 {
    f(1).wrapping_add(f(2))
}

fn element(bytes: &[u8], index: usize) -> u8 {
    bytes[index]
}

#[inline(never)]
fn checks(number: u32) -> u32 {
    assert!(number < 5, "{number} is too much");
    black_box(number)
}

fn calls_what_panics(number: u32) -> u32 {
    checks(number) ^ 1
}

fn calls_what_does_not(number: i64) -> i64 {
    MathUtils::far(number, 3) ^ 1
}

fn boxes(number: u64) -> Box<u64> {
    Box::new(number)
}

fn copies(to: &mut [u8; 4000], from: &[u8; 4000]) {
    *to = *from;
}

fn aborts(number: u8) {
    if number > 3 {
        std::process::abort()
    }
}

fn twice_recursive(number: u32) -> u32 {
    if number < 2 { number } else { twice_recursive(number - 1) ^ twice_recursive(number - 2) }
}

fn table(kind: u8, x: u32) -> u32 {
    match kind {
        0 => x.wrapping_mul(3),
        1 => x ^ 7,
        2 => x / 3,
        3 => x << 4,
        4 => x.rotate_left(x),
        5 => x.wrapping_sub(9),
        6 => x & 0x2c,
        7 => x.wrapping_mul(x),
        8 => x.count_ones(),
        _ => 1,
    }
}

/// A function that the loader finds; used again and again, so its address is kept in a register.
fn boxes_twice(a: u64, b: u64) -> [Box<u64>; 2] {
    [Box::new(a), Box::new(b)]
}

macro_rules! facts {
    ($($function:expr),+ $(,)?) => { $( fact(&dis!($function)); )+ };
}

fn fact(code: &Disassembly) {
    let tell = |key: &str, value: &dyn Display| println!("{}\t{key}\t{value}", code.name());
    let tables = code.instructions().iter().filter(|it| it.flow() == Flow::Table);
    let targets = code.calls().into_iter().filter_map(|call| call.target()?.name());
    tell("kinds", &code.kinds().join(" "));
    tell("calls", &code.calls().len());
    tell("indirect", &code.indirect_calls().len());
    tell("extent", &format!("{:?}", code.extent_from()));
    tell("aliases", &code.aliases().join(" "));
    tell("tables", &tables.count());
    tell("targets", &targets.collect::<Vec<_>>().join(" "));
    tell("panics", &format!("{:?}", code.may_panic()));
}

fn same(name: &str, one: &Disassembly, other: &Disassembly) {
    println!("{name}\tidentical\t{:?}", one.is_identical(other));
    println!("{name}\tsame\t{:?}", dis::diff(one, other).is_same());
}

fn facts() {
    facts!(
        MathUtils::add,
        MathUtils::instance_add,
        MathUtils::zst_add,
        <MathUtils as Add>::dyn_add,
        call_static,
        call_dyn,
        call_pointer,
        element,
        calls_what_panics,
        calls_what_does_not,
        boxes,
        copies,
        aborts,
        twice_recursive,
        table,
        boxes_twice,
    );
    let k = i64::from(std::process::id());
    let closure = dis!(|x: i64| x.wrapping_mul(3).wrapping_add(k));
    fact(&closure);
    same("closures", &closure, &dis!(|x: i64| x.wrapping_mul(3).wrapping_add(k)));
    let add = dis!(MathUtils::add);
    same("zst", &add, &dis!(MathUtils::zst_add));
    same("instance", &add, &dis!(MathUtils::instance_add));
    // Two copies of one call differ in how far away the function is, and in nothing else.
    same("callers", &dis!(call_static), &dis!(call_static_too));
}

#[unsafe(no_mangle)]
pub extern "C" fn anchor() {}

/// Reads how far functions lie from `anchor`, and says where each ends.
fn extents() {
    let mut offsets = String::new();
    std::io::stdin().read_to_string(&mut offsets).expect("offsets");
    for offset in offsets.lines() {
        let offset: isize = offset.parse().expect("a number");
        let address = (anchor as *const ()).wrapping_byte_offset(offset);
        // SAFETY: what is at the address is code, and it is not called.
        let function = unsafe { std::mem::transmute::<*const (), fn()>(address) };
        let code = dis!(function);
        println!("{offset} {} {:?}", code.size(), code.extent_from());
    }
}

fn asserts(name: &str) {
    match name {
        "right" => {
            assert_asm!(MathUtils::add, max_bytes = 16, no_calls, no_indirect, no_panic);
            assert_asm!(call_static, no_indirect, no_panic);
            assert_asm!(|x: i64| x.wrapping_mul(3), max_bytes = 16, no_calls,);
        }
        "bytes" => assert_asm!(table, max_bytes = 3),
        "calls" => assert_asm!(call_static, no_calls),
        "indirect" => assert_asm!(call_dyn, no_indirect),
        "panic" => assert_asm!(element, no_panic),
        "unknown" => assert_asm!(call_dyn, no_panic),
        other => panic!("no {other}"),
    }
}

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["facts"] => facts(),
        ["extents"] => extents(),
        ["show"] => println!("{}", dis!(element)),
        ["assert", name] => asserts(name),
        other => panic!("no {other:?}"),
    }
}
