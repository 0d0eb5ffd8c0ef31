//! Why a function has no instructions to show.

use std::fmt;

/// Why the code of a function could not be read or decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// Miri interprets the function; there is no machine code.
    Miri,
    /// Nobody knows where the code of a function lies on this platform, as with WebAssembly.
    Platform,
    /// The address is not in the code of the program or of a library that it has loaded.
    NotCode,
    /// The code may be run but not read, neither in memory nor in its file.
    Unreadable,
    /// There is no decoder for this processor: [`Disassembly::bytes`](super::Disassembly::bytes)
    /// is all there is.
    NoDecoder,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arch = std::env::consts::ARCH;
        match self {
            Self::Miri => formatter.write_str("no machine code: Miri interprets the program"),
            Self::Platform => {
                write!(formatter, "no machine code: {arch} code cannot be found on this platform")
            }
            Self::NotCode => formatter.write_str(
                "no machine code: the address is not in the program or a library it has loaded",
            ),
            Self::Unreadable => {
                formatter.write_str("no machine code: it may be run, but not be read")
            }
            Self::NoDecoder => write!(formatter, "no instructions: there is no decoder for {arch}"),
        }
    }
}
