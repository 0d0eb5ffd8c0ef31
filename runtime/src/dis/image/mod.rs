//! The file that a function was loaded from: where its code lies in memory, and where it ends.

#[cfg_attr(
    all(any(target_os = "linux", target_os = "android", target_os = "freebsd"), not(miri)),
    path = "elf.rs"
)]
#[cfg_attr(all(target_vendor = "apple", target_pointer_width = "64", not(miri)), path = "mach.rs")]
#[cfg_attr(
    all(windows, any(target_arch = "x86_64", target_arch = "aarch64"), not(miri)),
    path = "windows.rs"
)]
#[cfg_attr(
    any(
        miri,
        not(any(
            target_os = "linux",
            target_os = "android",
            target_os = "freebsd",
            all(target_vendor = "apple", target_pointer_width = "64"),
            all(windows, any(target_arch = "x86_64", target_arch = "aarch64")),
        ))
    ),
    path = "none.rs"
)]
mod platform;

pub(super) use platform::Image;
