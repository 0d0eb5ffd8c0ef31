//! A platform of which nobody knows where the code of a function lies.

use std::borrow::Cow;
use std::path::PathBuf;

use crate::dis::extent::ExtentFrom;
use crate::dis::problem::Problem;

/// There is none.
#[derive(Debug)]
pub(crate) enum Image {}

impl Image {
    pub(crate) fn of(_: usize) -> Option<Self> {
        None
    }

    pub(crate) fn of_code(_: usize) -> Result<Self, Problem> {
        Err(if cfg!(miri) { Problem::Miri } else { Problem::Platform })
    }

    pub(crate) fn code(&self, _: usize) -> Cow<'_, [u8]> {
        match *self {}
    }

    pub(crate) fn extent(&self, _: usize) -> Option<(usize, ExtentFrom)> {
        match *self {}
    }

    pub(crate) fn constant(&self, _: usize) -> Option<usize> {
        match *self {}
    }

    pub(crate) fn base(&self) -> usize {
        match *self {}
    }

    #[cfg_attr(not(feature = "dis-names"), expect(dead_code, reason = "names are read from it"))]
    pub(crate) fn file(&self) -> Option<PathBuf> {
        match *self {}
    }
}
