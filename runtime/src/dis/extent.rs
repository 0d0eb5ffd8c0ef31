//! Where a function ends.

use std::fmt;

use super::image::Image;
use super::{guess, names};

/// How the end of a function was found; the first that knows it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExtentFrom {
    /// The tables by which panics unwind the stack: exact, and also there when the program was
    /// stripped of its symbols.
    Unwind,
    /// The size of the symbol: exact.
    Symbol,
    /// The start of what comes next; bytes that only fill the gap may be at its end.
    NextSymbol,
    /// Branches were followed up to the last way out. A function that ends in a call that never
    /// returns, or in a jump table, may be cut short or run into the next one.
    Guess,
}

/// The size of a function, in bytes, and how it was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    pub(super) size: usize,
    pub(super) from: ExtentFrom,
}

/// Never more than what is mapped behind `address`.
pub(super) fn find(image: &Image, address: usize) -> Extent {
    let limit = image.code(address).len();
    let known = image.extent(address).map(|(size, from)| Extent { size, from });
    let known = known.or_else(|| names::extent(image, address));
    let inside = known.filter(|extent| (1..=limit).contains(&extent.size));
    inside.unwrap_or_else(|| Extent {
        size: guess::size(&image.code(address), address),
        from: ExtentFrom::Guess,
    })
}

impl fmt::Display for ExtentFrom {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Unwind => "from the unwind tables",
            Self::Symbol => "from the symbol",
            Self::NextSymbol => "up to the next symbol",
            Self::Guess => "guessed by following branches",
        })
    }
}
