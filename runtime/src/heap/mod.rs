//! What a piece of code does with the heap, counted by [`Alloc`](crate::Alloc).

pub(crate) mod assertion;
pub(crate) mod counted;
#[cfg(feature = "bench")]
pub(crate) mod footprint;
#[cfg(feature = "bench")]
pub(crate) mod leak;
#[cfg(feature = "bench")]
pub(crate) mod owned;
#[cfg(feature = "bench")]
pub(crate) mod usage;
#[cfg(feature = "bench")]
pub(crate) mod window;

pub(crate) use counted::{NOT_INSTALLED, is_counted, say_that_nothing_is_checked};

/// `1 byte`, `2 bytes`.
pub(crate) fn some(count: u64, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
