//! Whether rows are the same machine code.

use super::work::Work;

/// Where the code of a row lies: the loop of its batches, into which its closure is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Code {
    #[cfg(feature = "dis")]
    entry: usize,
}

impl Code {
    #[cfg_attr(not(feature = "dis"), allow(unused_variables))]
    pub(super) fn of(work: &dyn Work) -> Self {
        Code {
            #[cfg(feature = "dis")]
            entry: work.entry(),
        }
    }

    /// `None`: nobody knows, since the build is not optimised or the feature `dis` is off.
    #[cfg_attr(not(feature = "dis"), allow(clippy::unused_self, unused_variables))]
    pub(super) fn is_same(self, other: Code) -> Option<bool> {
        #[cfg(feature = "dis")]
        let same = crate::dis::same_functions(self.entry, other.entry);
        #[cfg(not(feature = "dis"))]
        let same = None;
        same
    }
}
