//! The singletons that are made on the way into `main`.

use std::panic::Location;

use super::cell::Result;
use super::order::{self, Known};

/// One singleton that was declared `eager`, anywhere in the program.
pub struct Eager(#[cfg_attr(not(feature = "eager"), allow(dead_code))] Known);

impl Eager {
    pub(super) const fn of(slot: Known) -> Self {
        Eager(slot)
    }
}

#[cfg(feature = "eager")]
inventory::collect!(Eager);

/// All of them. The linker decides on the order; dependencies are made first wherever they stand.
#[cfg(feature = "eager")]
pub(super) fn slots() -> impl Iterator<Item = Known> {
    inventory::iter::<Eager>.into_iter().map(|eager| eager.0)
}

/// Without the feature nothing can be registered.
#[cfg(not(feature = "eager"))]
pub(super) fn slots() -> impl Iterator<Item = Known> {
    std::iter::empty()
}

/// Makes every one of them, in the order of their declarations so that two runs are alike.
pub(crate) fn make_all(caller: &'static Location<'static>) -> Result<()> {
    let mut slots: Vec<_> = slots().collect();
    slots.sort_by_key(|slot| {
        let place = slot.entry().place();
        (place.file(), place.line(), place.column())
    });
    slots.into_iter().try_for_each(|slot| order::make(slot, caller))
}

/// Registers the slot of an eager singleton.
#[cfg(feature = "eager")]
#[doc(hidden)]
#[macro_export]
macro_rules! __eager {
    ($slot:ident) => {
        $crate::__private::submit! { $slot.eager() }
    };
}

/// Without the feature an eager singleton would silently be a lazy one.
#[cfg(not(feature = "eager"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __eager {
    ($slot:ident) => {
        ::core::compile_error! {
            "`eager` needs the feature `eager` of `tenure`; turn it on, or remove the option"
        }
    };
}
