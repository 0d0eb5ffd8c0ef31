//! First accesses: many globals of one kind, each touched once in a function that callgrind
//! counts alone.

use std::hint::black_box;
use std::sync::LazyLock;

use tenure::singleton;

use crate::globals::{Config, make};

/// How many globals of a kind there are.
pub const MANY: i64 = 16;

/// The kinds, by the names that `globals` gives them.
pub const ALL: &[(&str, fn())] = &[("lazy_lock", lazy_lock::first), ("process", process::first)];

/// Calls a macro with a name for each global.
macro_rules! many {
    ($declare:ident, $touch:ident) => {
        many!(@ $declare, $touch; G1 G2 G3 G4 G5 G6 G7 G8 G9 G10 G11 G12 G13 G14 G15 G16);
    };
    (@ $declare:ident, $touch:ident; $($name:ident)*) => {
        $($declare!($name);)*

        #[inline(never)]
        pub fn first() {
            $($touch!($name);)*
        }
    };
}

mod lazy_lock {
    use super::*;

    macro_rules! declare {
        ($name:ident) => {
            static $name: LazyLock<Config> = LazyLock::new(make);
        };
    }
    macro_rules! touch {
        ($name:ident) => {
            black_box($name.port);
        };
    }
    many!(declare, touch);
}

mod process {
    use super::*;

    macro_rules! declare {
        ($name:ident) => {
            #[singleton(init = || $name(make()))]
            struct $name(Config);
        };
    }
    macro_rules! touch {
        ($name:ident) => {
            black_box($name::instance().0.port);
        };
    }
    many!(declare, touch);
}
