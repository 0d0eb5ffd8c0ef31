//! Calls each of many functions for the first time in two threads at once, and prints how many rows
//! there are.

#![allow(missing_docs)]

use std::hint::spin_loop;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::SeqCst;
use std::thread;

macro_rules! rounds {
    ($($round:ident)*) => {
        $(mod $round {
            rounds! { @functions a b c d e f g h i j k l m n o p }
        })*
        const ROUNDS: &[&[fn()]] = &[$($round::ALL),*];
    };
    (@functions $($name:ident)*) => {
        $(#[tenure::instrumented]
        fn $name() {})*
        pub(super) const ALL: &[fn()] = &[$($name),*];
    };
}

rounds! { a b c d e f g h i j k l m n o p q r s t u v w x y z }

/// What is called first, so that both threads are known.
#[tenure::instrumented]
fn first() {}

/// How many threads have come to each function; they go on when both have.
static AT: AtomicUsize = AtomicUsize::new(0);

fn call_all() {
    first();
    for (before, call) in ROUNDS.iter().copied().flatten().enumerate() {
        AT.fetch_add(1, SeqCst);
        while AT.load(SeqCst) < 2 * (before + 1) {
            spin_loop();
        }
        call();
    }
}

fn main() {
    let other = thread::spawn(call_all);
    call_all();
    other.join().expect("it ends");
    println!("{}", tenure::report().functions().len());
}
