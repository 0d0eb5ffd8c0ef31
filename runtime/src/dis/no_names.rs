//! Without the feature `dis-names` nothing has a name.

use super::extent::Extent;
use super::image::Image;

pub(super) fn extent(_: &Image, _: usize) -> Option<Extent> {
    None
}

pub(super) fn at(_: &Image, _: usize) -> Vec<String> {
    Vec::new()
}

pub(super) fn of(_: &Image, _: usize) -> Option<String> {
    None
}
