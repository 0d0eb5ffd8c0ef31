//! One value of a type that is counted, made and dropped.

use std::hint::black_box;

use tenure::{Live, tracked};

/// A way to count.
pub struct Contender {
    pub name: &'static str,
    pub symbol: &'static str,
    /// What it adds to a value.
    pub bytes: usize,
    /// Makes and drops so many.
    pub repeat: fn(u64),
}

/// A value that nobody counts, which is taken off.
pub const EMPTY: &str = "uncounted";

struct Uncounted(#[allow(dead_code)] u64);

#[derive(Default)]
struct WithCountme {
    #[allow(dead_code)]
    value: u64,
    _counted: countme::Count<Self>,
}

#[tracked]
struct Tracked {
    #[allow(dead_code)]
    value: u64,
    live: Live<Self>,
}

macro_rules! contenders {
    ($($symbol:ident $name:literal $ty:ident $before:block $make:block)*) => {
        pub const ALL: &[Contender] = &[$(Contender {
            name: $name,
            symbol: stringify!($symbol),
            bytes: size_of::<$ty>() - size_of::<Uncounted>(),
            repeat: {
                fn repeat(count: u64) {
                    $before
                    for _ in 0..black_box(count) {
                        let _made = black_box($make);
                    }
                }
                repeat
            },
        }),*];
    };
}

fn tracked() -> Tracked {
    Tracked { value: black_box(1), live: Live::new() }
}

fn with_countme() -> WithCountme {
    WithCountme { value: black_box(1), ..WithCountme::default() }
}

contenders! {
    uncounted "nothing" Uncounted {} { Uncounted(black_box(1)) }
    countme_off "countme 3, off" WithCountme { countme::enable(false) } { with_countme() }
    tracked_off "**tenure** `#[tracked]`, off" Tracked { tenure::set_tracking(false) } { tracked() }
    countme_on "countme 3, on: live, total and peak of the type" WithCountme { countme::enable(true) } { with_countme() }
    tracked_on "**tenure** `#[tracked]`, on: the same, and by place" Tracked {} { tracked() }
}
