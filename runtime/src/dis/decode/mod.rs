//! Bytes into instructions, by the decoder of the target.

#[cfg_attr(any(target_arch = "x86", target_arch = "x86_64"), path = "x86.rs")]
#[cfg_attr(target_arch = "aarch64", path = "arm.rs")]
#[cfg_attr(
    not(any(target_arch = "x86", target_arch = "x86_64", target_arch = "aarch64")),
    path = "none.rs"
)]
mod target;

pub(super) use target::{AVAILABLE, instructions, scan, steps};
