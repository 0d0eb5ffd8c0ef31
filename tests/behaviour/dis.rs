//! What `dis!` takes and tells, in whatever build the tests are.

use std::fmt::Debug;
use std::panic::catch_unwind;

use tenure::dis::{Disassembly, ExtentFrom, Flow, MayPanic, Problem};
use tenure::{assert_asm, dis};

fn plain(x: u32) -> u32 {
    x ^ 5
}

fn borrows<'a>(text: &'a str, _: &mut dyn FnMut(&str)) -> &'a str {
    text
}

fn generic<T: Clone, const N: usize>(value: &T) -> [T; N] {
    std::array::from_fn(|_| value.clone())
}

fn hidden(value: impl Debug) -> String {
    format!("{value:?}")
}

unsafe fn unsafe_one(pointer: *const u8) -> u8 {
    // SAFETY: nobody calls it.
    unsafe { pointer.read() }
}

extern "C" fn foreign(x: i32) -> i32 {
    x
}

unsafe extern "C" fn unsafe_foreign(_: *mut u8) {}

unsafe extern "C" {
    fn strlen(text: *const std::ffi::c_char) -> usize;
    fn printf(format: *const std::ffi::c_char, ...) -> i32;
}

async fn later(x: u32) -> u32 {
    x
}

const fn constant(x: u8) -> u8 {
    x
}

fn never() -> ! {
    std::process::abort()
}

#[track_caller]
fn tracked() -> u32 {
    std::panic::Location::caller().line()
}

#[allow(clippy::too_many_arguments)]
fn twelve(_: u8, _: u8, _: u8, _: u8, _: u8, _: u8, _: u8, _: u8, _: u8, _: u8, _: u8, _: u8) {}

struct Unit(u8);

trait Named {
    const LENGTH: usize;

    fn name(&self) -> &'static str;

    fn length() -> usize {
        Self::LENGTH
    }
}

impl Named for Unit {
    const LENGTH: usize = 4;

    fn name(&self) -> &'static str {
        "unit"
    }
}

fn of_a_parameter<T: Named>() -> [Disassembly; 2] {
    [dis!(<T as Named>::name), dis!(T::length)]
}

/// What holds of everything that could be read.
#[track_caller]
fn assert_read(code: &Disassembly) {
    if !cfg!(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64"))) {
        return;
    }
    assert_eq!(code.problem(), None, "{code}");
    assert!(code.size() > 0, "{code}");
    assert_eq!(code.size(), code.bytes().len());
    let bytes: Vec<u8> = code.instructions().iter().flat_map(|it| it.bytes().to_vec()).collect();
    assert_eq!(bytes, code.bytes(), "{code}");
    assert_eq!(code.kinds().len(), code.instructions().len());
    let text = code.to_string();
    assert!(text.starts_with(code.name()), "{text}");
    assert_eq!(text.contains("built with debug assertions"), cfg!(debug_assertions), "{text}");
}

#[test]
fn every_kind_of_function_has_code() {
    let pointer: fn(u32) -> u32 = plain;
    let unsafe_pointer: unsafe fn(*const u8) -> u8 = unsafe_one;
    for code in [
        dis!(plain),
        dis!(borrows),
        dis!(generic::<String, 3>),
        dis!(unsafe_one),
        dis!(foreign),
        dis!(unsafe_foreign),
        dis!(later),
        dis!(constant),
        dis!(never),
        dis!(tracked),
        dis!(twelve),
        dis!(Unit),
        dis!(Some::<u8>),
        dis!(Unit::name),
        dis!(<Unit as Named>::name),
        dis!(<Unit as Named>::length),
        dis!(<dyn Debug>::fmt),
        dis!(<[u32]>::sort_unstable),
        dis!(Vec::<u8>::push),
        dis!(str::len),
        dis!(std::mem::swap::<u64>),
        dis!(pointer),
        dis!(unsafe_pointer),
        dis!([plain, plain][0]),
        dis!({ plain }),
        dis!(plain,),
    ] {
        assert_read(&code);
    }
    for code in of_a_parameter::<Unit>() {
        assert_read(&code);
    }
    assert_eq!(hidden(1), "1");
    drop(later(1));
    assert_eq!(Unit(1).0, 1);
}

#[test]
fn a_function_of_a_library_has_code() {
    for code in [dis!(strlen), dis!(printf)] {
        if cfg!(all(target_os = "linux", target_arch = "x86_64")) {
            assert!(code.size() > 0, "{code}");
        }
    }
}

#[test]
fn every_kind_of_closure_has_code() {
    let (text, mut count, k) = (String::from("text"), 0, std::process::id());
    for code in [
        dis!(|| 1),
        dis!(|x: u32| x * 3 + k),
        dis!(move |x: u32| x * 3 + k),
        dis!(|x: &str| x.len() + text.len()),
        dis!(|| count += 1),
        dis!(|a: u8, b: u16, c: u32| u32::from(a) + u32::from(b) + c),
        dis!(|(a, b): (u32, u32), [c, d]: [u32; 2]| a ^ b ^ c ^ d),
        dis!(|x: u32| -> u32 {
            let y = x / 2;
            y.pow(2)
        }),
        dis!(|x: &'static str| -> &'static str { x }),
    ] {
        assert_read(&code);
    }
    let moved = dis!(move || text.len());
    assert_read(&moved);
    count += 1;
    assert_eq!(count, 1, "none was called");
}

#[test]
fn it_is_named_as_it_stands_in_the_source() {
    assert_eq!(dis!(plain).name(), "plain");
    assert_eq!(dis!(<Unit as Named>::name).name(), "<Unit as Named>::name");
    assert_eq!(dis!(generic::<u8, 2>).name(), "generic::<u8, 2>");
    assert_eq!(dis!(|x: u32| x + 1).name(), "|x: u32| x + 1");
    assert_eq!(dis!(|| 1).name(), "|| 1");
    assert_eq!(dis!(move || 1).name(), "move || 1");
}

#[test]
fn what_is_evaluated_is_evaluated_once() {
    let mut runs = 0;
    let mut choose = || {
        runs += 1;
        plain as fn(u32) -> u32
    };
    assert_read(&dis!(choose()));
    assert_eq!(runs, 1);
}

#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
#[test]
fn the_end_is_that_of_the_unwinder() {
    assert_eq!(dis!(plain).extent_from(), ExtentFrom::Unwind);
    assert_eq!(dis!(|x: u32| x).extent_from(), ExtentFrom::Unwind);
    let code = dis!(plain);
    let last = code.instructions().last().expect("an instruction");
    assert_eq!(last.flow(), Flow::Return);
}

#[test]
fn what_is_no_code_is_not_read() {
    static DATA: [u64; 8] = [0xc3; 8];
    let pointer = |address: *const u64| {
        // SAFETY: it is not null, and never called.
        unsafe { std::mem::transmute::<*const u64, fn()>(address) }
    };
    for address in [DATA.as_ptr(), Box::leak(Box::new(0xc3)), std::ptr::dangling(), usize::MAX as _]
    {
        let function = pointer(address);
        let code = dis!(function);
        let why = code.problem().expect("a problem");
        assert!(matches!(why, Problem::NotCode | Problem::Platform | Problem::Miri), "{why}");
        assert_eq!((code.size(), code.may_panic()), (0, MayPanic::Unknown));
        assert!(code.instructions().is_empty());
        assert_eq!(code.is_identical(&code), None);
        let diff = dis::diff(&code, &code);
        assert!(!diff.is_same() && diff.to_string().contains("not comparable"), "{diff}");
        assert_eq!(code.to_string(), format!("function\n; {why}"));
    }
}

#[test]
fn a_function_is_the_same_as_itself() {
    let (one, two) = (dis!(plain), dis!(plain));
    assert_read(&one);
    if one.problem().is_none() {
        assert_eq!(one.is_identical(&two), Some(true));
        assert!(dis::diff(&one, &two).is_same());
    }
}

#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
#[test]
fn a_diff_has_a_line_for_each_instruction() {
    fn other(x: u32) -> u32 {
        x ^ 6
    }

    let (one, two) = (dis!(plain), dis!(other));
    let diff = dis::diff(&one, &two);
    assert!(!diff.is_same());
    let lines = diff.to_string();
    let with = |mark: char| lines.lines().skip(2).filter(|line| line.starts_with(mark)).count();
    assert_eq!(lines.lines().take(2).collect::<Vec<_>>(), ["--- plain", "+++ other"]);
    assert_eq!((with('-'), with('+')), (1, 1), "{lines}");
    assert_eq!(with(' ') + 1, one.instructions().len(), "{lines}");
}

#[test]
fn an_assertion_is_about_optimised_code() {
    let broken = catch_unwind(|| assert_asm!(plain, max_bytes = 0));
    let unread = dis!(plain).problem().is_some();
    assert_eq!(broken.is_ok(), cfg!(debug_assertions) || unread);
    assert_asm!(plain, max_bytes = 16, no_calls, no_indirect, no_panic,);
    assert_asm!(|x: u32| x ^ 3, no_calls);
}

#[cfg(all(feature = "dis-names", target_os = "linux"))]
#[test]
fn what_is_called_has_its_name() {
    #[inline(never)]
    fn called(x: u32) -> u32 {
        std::hint::black_box(x)
    }
    fn calls(x: u32) -> u32 {
        called(x)
    }

    let code = dis!(calls);
    let names: Vec<_> = code.calls().into_iter().filter_map(|call| call.target()?.name()).collect();
    assert!(names.iter().any(|name| name.ends_with("called")), "{code}");
    assert!(code.aliases().iter().any(|name| name.ends_with("calls")), "{code}");
    assert_eq!(dis!(|x: u32| x).aliases().len(), 0);
}

/// Items with the names that a reader of the macros would expect in them.
mod names_of_locals {
    #![allow(dead_code, non_camel_case_types, non_upper_case_globals)]

    const function: u8 = 1;
    const entry: u8 = 1;
    const name: u8 = 1;
    static code: u8 = 2;
    static limits: u8 = 2;
    struct closure;
    struct candidate;
    enum judge {}

    fn plain(x: u32) -> u32 {
        x ^ u32::from(function + code)
    }

    #[test]
    fn are_not_taken_for_the_items() {
        assert_eq!(tenure::dis!(plain).name(), "plain");
        assert_eq!(tenure::dis!(|x: u32| x).name(), "|x: u32| x");
        tenure::assert_asm!(plain, max_bytes = 1_000, no_indirect);
        tenure::assert_asm!(|x: u32| x, max_bytes = 1_000, no_indirect);
    }
}
