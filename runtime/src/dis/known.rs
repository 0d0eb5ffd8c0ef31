//! Functions of which everybody knows whether they panic.

use std::sync::OnceLock;

use super::image::Image;
use super::instruction::Flow;
use super::panics::MayPanic;
use super::step::Step;
use super::{decode, extent};

/// Where panics start: these do nothing else.
const PANICS: &[&str] = &[
    "core::cell::panic_already",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::panicking::",
    "core::result::unwrap_failed",
    "std::panicking::begin_panic",
    "std::panicking::panic",
    "std::panicking::rust_panic",
    "std::rt::begin_panic",
    "std::rt::panic",
];

/// They end a panic that another function has started, end the process, or are the last word of an
/// allocator that has no memory; the prefixes of names.
const NO_PANICS: &[&str] = &[
    "__rust_alloc_error_handler",
    "_Unwind_Resume",
    "alloc::alloc::handle_alloc_error",
    "core::panicking::panic_cannot_unwind",
    "core::panicking::panic_in_cleanup",
    "std::alloc::rust_oom",
    "std::process::abort",
];

/// By the name, where there are names.
pub(super) fn named(name: &str) -> Option<MayPanic> {
    let one_of = |list: &[&str]| list.iter().any(|known| name.starts_with(known));
    if one_of(NO_PANICS) { Some(MayPanic::No) } else { one_of(PANICS).then_some(MayPanic::Yes) }
}

/// By the address, which needs no names.
pub(super) fn at(address: usize) -> Option<MayPanic> {
    static PANIC: OnceLock<Option<usize>> = OnceLock::new();

    let panic = *PANIC.get_or_init(|| called_last(probe as *const ()));
    if panic == Some(address) {
        return Some(MayPanic::Yes);
    }
    let out_of_memory = (std::alloc::handle_alloc_error as *const ()).addr();
    let harmless = address == out_of_memory || c::functions().contains(&address);
    harmless.then_some(MayPanic::No)
}

/// Starts a panic, as every panic of `core` and `std` starts in the end.
#[cold]
#[inline(never)]
fn probe(value: usize) -> ! {
    panic!("{value}")
}

/// What a function calls last.
fn called_last(function: *const ()) -> Option<usize> {
    let address = function.expose_provenance();
    let image = Image::of_code(address).ok()?;
    let size = extent::find(&image, address).size;
    let code = image.code(address);
    let called = |step: Step| match step.flow {
        Flow::Call | Flow::Jump => step.target,
        Flow::IndirectCall => step.data.and_then(|slot| image.constant(slot)),
        _ => None,
    };
    let code = &code[..size.min(code.len())];
    let outside = |target: &usize| !(address..address + size).contains(target);
    decode::steps(code, address).into_iter().filter_map(called).rfind(outside)
}

/// What the compiler and the allocator call of the C library.
#[cfg(any(
    target_os = "linux",
    target_os = "android",
    target_os = "freebsd",
    target_vendor = "apple"
))]
mod c {
    use std::ffi::{c_int, c_void};

    unsafe extern "C-unwind" {
        /// Goes on with a panic that was there before. The compiler calls the very same function:
        /// declared as one that does not unwind, it would take away the landing pads around it, and
        /// a panic would end in an abort.
        fn _Unwind_Resume(exception: *mut c_void) -> !;
    }

    unsafe extern "C" {
        fn abort() -> !;
        fn bcmp(a: *const c_void, b: *const c_void, size: usize) -> c_int;
        fn calloc(count: usize, size: usize) -> *mut c_void;
        fn free(block: *mut c_void);
        fn malloc(size: usize) -> *mut c_void;
        fn memcmp(a: *const c_void, b: *const c_void, size: usize) -> c_int;
        fn memcpy(to: *mut c_void, from: *const c_void, size: usize) -> *mut c_void;
        fn memmove(to: *mut c_void, from: *const c_void, size: usize) -> *mut c_void;
        fn memset(to: *mut c_void, byte: c_int, size: usize) -> *mut c_void;
        fn posix_memalign(block: *mut *mut c_void, align: usize, size: usize) -> c_int;
        fn realloc(block: *mut c_void, size: usize) -> *mut c_void;
        fn strlen(text: *const std::ffi::c_char) -> usize;
    }

    /// Their addresses, as every other caller has them.
    pub(super) fn functions() -> [usize; 13] {
        [
            _Unwind_Resume as *const (),
            abort as *const (),
            bcmp as *const (),
            calloc as *const (),
            free as *const (),
            malloc as *const (),
            memcmp as *const (),
            memcpy as *const (),
            memmove as *const (),
            memset as *const (),
            posix_memalign as *const (),
            realloc as *const (),
            strlen as *const (),
        ]
        .map(<*const ()>::addr)
    }
}

/// They have no one address, or no name that is known.
#[cfg(not(any(
    target_os = "linux",
    target_os = "android",
    target_os = "freebsd",
    target_vendor = "apple"
)))]
mod c {
    pub(super) fn functions() -> [usize; 0] {
        []
    }
}
