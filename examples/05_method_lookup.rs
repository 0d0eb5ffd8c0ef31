//! Chapter 5, method lookup: static, instance and `dyn`, and how a comparison lies.
//!
//! The document expects an instance method to be slower, by its lookup and its binding, and takes one
//! sample of each. Here the compiler looks up, and what is left is measured until its sign is sure.

#![allow(clippy::unused_self)] // a receiver is what the one has, and the other has not

#[path = "chapters/calm.rs"]
mod calm;
#[path = "chapters/resolution.rs"]
mod resolution;
#[path = "chapters/table.rs"]
mod table;

use std::hint::black_box;
use std::time::Duration;

use calm::assert_verdicts;
use tenure::{Sampling, Verdict, compare};

#[global_allocator]
static ALLOC: tenure::Alloc = tenure::Alloc::new();

const SAMPLING: Sampling = Sampling::new().time(Duration::from_millis(30)).rounds(51);

/// So many calls in each turn; no processor remembers where so many jumps went.
const CALLS: usize = 8_192;

/// What the seed calls `TestClass`; each of the four doubles in its own way.
struct TestClass<const N: u64>;

impl<const N: u64> TestClass<N> {
    #[inline(never)]
    fn static_method(x: u64) -> u64 {
        x.wrapping_mul(2 + N)
    }

    #[inline(never)]
    fn instance_method(&self, x: u64) -> u64 {
        x.wrapping_mul(2 + N)
    }
}

trait Double {
    fn dyn_method(&self, x: u64) -> u64;
}

impl<const N: u64> Double for TestClass<N> {
    fn dyn_method(&self, x: u64) -> u64 {
        x.wrapping_mul(2 + N)
    }
}

const FOUR: [&dyn Double; 4] = [&TestClass::<0>, &TestClass::<1>, &TestClass::<2>, &TestClass::<3>];

static INSTANCE: TestClass<0> = TestClass;

static DATA: [i64; 5] = [1, 2, 3, 4, 5];

struct WithVec(Vec<i64>);

struct WithArray([i64; 5]);

static WITH_ARRAY: WithArray = WithArray([1, 2, 3, 4, 5]);

fn main() {
    println!("5. Method lookup: static, instance and `dyn`, and how a comparison lies\n");
    dispatch();
    lesson();
    dead_code();
    resolution::print();
}

fn dispatch() {
    let one_call = || {
        compare! {
            sampling: SAMPLING,
            baseline: "static" => TestClass::<0>::static_method(black_box(5)),
            "instance" => INSTANCE.instance_method(black_box(5)),
        }
    };
    // Seed: C12, C13, F13, A42.
    let comparison = assert_verdicts(one_call, &[("instance", Verdict::Same)]);
    // Seed: A43.
    assert!(comparison.noise() < 0.1 || cfg!(debug_assertions), "beside itself: {comparison}");
    println!("One call, {comparison}");

    let objects =
        |pick: fn(usize) -> usize| -> Vec<_> { (0..CALLS).map(|at| FOUR[pick(at)]).collect() };
    let (one, in_turn, at_random) = (objects(|_| 0), objects(|at| at % 4), objects(random));
    let many_calls = || {
        compare! {
            sampling: SAMPLING,
            baseline: "static" => one.iter().map(|_| TestClass::<0>::static_method(5)).sum::<u64>(),
            "dyn, one type" => one.iter().map(|it| it.dyn_method(5)).sum::<u64>(),
            "dyn, four in turn" => in_turn.iter().map(|it| it.dyn_method(5)).sum::<u64>(),
            "dyn, four at random" => at_random.iter().map(|it| it.dyn_method(5)).sum::<u64>(),
        }
    };
    let [one_type, in_turn, at_random] =
        ["dyn, one type", "dyn, four in turn", "dyn, four at random"];
    let expected = [in_turn, at_random].map(|row| (row, Verdict::Slower));
    let comparison = assert_verdicts(many_calls, &expected);
    // Where the code lies makes one type faster or slower than no `dyn`, from one start to the next;
    // a jump that is predicted is cheaper than one that is not in all of them.
    let less = comparison.ratio(one_type) / comparison.ratio(at_random);
    // Seed: A44.
    assert!(less < 0.7 || cfg!(debug_assertions), "{comparison}");
    let more = comparison.ratio(at_random) / comparison.ratio(in_turn);
    // Seed: K7.
    assert!(more > 1.5 || cfg!(debug_assertions), "{comparison}");
    println!("{CALLS} calls, {comparison}");
    println!("One type through `dyn` is predicted, and may cost nothing; a jump that is not costs");
    println!("more than all else. A lookup is rarely what takes the time.\n");
    println!("Python as printed: -25 to -29 % (3.11), -41 to -45 % (3.12), -13 to +10 % (before);");
    println!("shuffled: 44.8 ns static, 32.0 ns instance, 35.2 ns through 22 base classes.");
    println!("Node: 1.04 and 0.96 ns, and 6.7 to 9.1 ns where objects have many shapes.\n");
}

/// One of four; the same sequence on every machine.
fn random(at: usize) -> usize {
    let mut hash = at.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^= hash >> 29;
    hash.wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 62
}

/// The same two patterns, compared unfairly and fairly.
fn lesson() {
    let with_vec = WithVec(DATA.to_vec());
    let unfair = || {
        compare! {
            sampling: SAMPLING,
            baseline: "static, an array" => black_box(&DATA).iter().sum::<i64>(),
            "instance, a `Vec`" => black_box(&with_vec).0.iter().sum::<i64>(),
        }
    };
    let fair = || {
        compare! {
            sampling: SAMPLING,
            baseline: "static, an array" => black_box(&DATA).iter().sum::<i64>(),
            "instance, an array" => black_box(&WITH_ARRAY).0.iter().sum::<i64>(),
        }
    };
    println!("A lesson. Is an instance slower than a static? The unfair comparison,");
    // Seed: A68.
    println!("{}", assert_verdicts(unfair, &[("instance, a `Vec`", Verdict::Slower)]));
    println!("says yes, and compares a length known at run time with a constant. The fair one,");
    // Seed: A68.
    println!("{}", assert_verdicts(fair, &[("instance, an array", Verdict::Same)]));
}

/// What Node timed: a loop that the compiler has taken out.
fn dead_code() {
    let discarded = SAMPLING.measure("a result thrown away", || {
        for x in 0..1_000_u64 {
            let _ = x.wrapping_mul(2);
        }
    });
    // Seed: F14, A45.
    assert!(discarded.optimised_away || cfg!(debug_assertions), "{discarded}");
    println!("A thousand turns of the loop that Node timed, {discarded}");
    println!("Node's loop was that: 0.31 ns a turn, and an empty one 0.29 ns.\n");
}
