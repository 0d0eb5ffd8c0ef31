//! `assert_asm!`: what the code of a function may be, held against what it is.

use std::panic::Location;

use super::Disassembly;
use super::disassembly::Build;
use super::instruction::{Flow, Instruction};
use super::panics::MayPanic;
use crate::report::say::say;

/// Asserts what the machine code of a function may be. It takes what [`dis!`](crate::dis!) takes,
/// and at least one limit:
///
/// | limit | fails when the function |
/// |---|---|
/// | `max_bytes = 64` | is longer |
/// | `no_calls` | calls anything, tail calls included |
/// | `no_indirect` | calls what a register or memory names, as a method of `dyn Trait` |
/// | `no_panic` | can panic, or when nobody knows it because of what it calls |
///
/// ```
/// # #![allow(dead_code)]
/// use tenure::assert_asm;
///
/// fn average(a: u32, b: u32) -> u32 {
///     (a & b) + ((a ^ b) >> 1)
/// }
///
/// assert_asm!(average, max_bytes = 32, no_calls, no_indirect, no_panic);
/// ```
///
/// What it is about is optimised code. In a build with debug assertions, and where there is no code
/// to look at, it asserts nothing and says so on standard error.
///
/// # Panics
///
/// When a limit is broken, with the instructions that break it.
///
/// # Errors
///
/// A limit that does not exist does not compile.
#[macro_export]
macro_rules! assert_asm {
    (| $($rest:tt)+) => { $crate::assert_asm!(@closure | $($rest)+) };
    (|| $($rest:tt)+) => { $crate::assert_asm!(@closure || $($rest)+) };
    (move $($rest:tt)+) => { $crate::assert_asm!(@closure move $($rest)+) };
    (@closure $closure:expr, $($limits:tt)+) => {
        $crate::assert_asm!(@limits ($crate::dis!(@closure $closure)) [() () () ()] $($limits)+)
    };
    (@limits $code:tt
        [($($bytes:tt)*) ($($calls:tt)*) ($($indirect:tt)*) ($($panic:tt)*)] $(,)?
    ) => {
        $crate::__private::assert_asm(
            &$code,
            &$crate::__private::Limits {
                $($bytes)* $($calls)* $($indirect)* $($panic)* ..$crate::__private::Limits::NONE
            },
        )
    };
    (@limits $code:tt [() $c:tt $i:tt $p:tt] max_bytes = $bytes:expr $(, $($more:tt)*)?) => {
        $crate::assert_asm!(
            @limits $code
            [(max_bytes: $crate::__private::Option::Some($bytes),) $c $i $p]
            $($($more)*)?
        )
    };
    (@limits $code:tt [$b:tt () $i:tt $p:tt] no_calls $(, $($more:tt)*)?) => {
        $crate::assert_asm!(@limits $code [$b (no_calls: true,) $i $p] $($($more)*)?)
    };
    (@limits $code:tt [$b:tt $c:tt () $p:tt] no_indirect $(, $($more:tt)*)?) => {
        $crate::assert_asm!(@limits $code [$b $c (no_indirect: true,) $p] $($($more)*)?)
    };
    (@limits $code:tt [$b:tt $c:tt $i:tt ()] no_panic $(, $($more:tt)*)?) => {
        $crate::assert_asm!(@limits $code [$b $c $i (no_panic: true,)] $($($more)*)?)
    };
    (@limits $code:tt $given:tt $wrong:ident $(= $value:expr)? $(, $($more:tt)*)?) => {{
        $crate::__private::located!([$wrong] $crate::__private::compile_error!(
            $crate::assert_asm!(@said $wrong $(= $value)?)
        ));
        $crate::assert_asm!(@limits $code $given $($($more)*)?)
    }};
    (@limits $code:tt $given:tt $($wrong:tt)+) => {
        $crate::__private::located!([$($wrong)+] $crate::__private::compile_error!(
            $crate::__private::concat!(
                "`assert_asm!` does not know what `",
                $crate::__private::stringify!($($wrong)+),
                "` limits; write `max_bytes = 64`, `no_calls`, `no_indirect` or `no_panic`"
            )
        ))
    };
    (@said max_bytes) => { "`max_bytes` needs a value; write `max_bytes = 64`" };
    (@said no_calls = $value:expr) => { $crate::assert_asm!(@alone "no_calls") };
    (@said no_indirect = $value:expr) => { $crate::assert_asm!(@alone "no_indirect") };
    (@said no_panic = $value:expr) => { $crate::assert_asm!(@alone "no_panic") };
    (@said max_bytes = $value:expr) => { $crate::assert_asm!(@twice "max_bytes") };
    (@said no_calls) => { $crate::assert_asm!(@twice "no_calls") };
    (@said no_indirect) => { $crate::assert_asm!(@twice "no_indirect") };
    (@said no_panic) => { $crate::assert_asm!(@twice "no_panic") };
    (@said $($wrong:tt)+) => {
        $crate::__private::concat!(
            "`assert_asm!` has no limit `",
            $crate::__private::stringify!($($wrong)+),
            "`; write `max_bytes = 64`, `no_calls`, `no_indirect` or `no_panic`"
        )
    };
    (@alone $limit:literal) => {
        $crate::__private::concat!("`", $limit, "` takes no value; write `", $limit, "` alone")
    };
    (@twice $limit:literal) => {
        $crate::__private::concat!("`", $limit, "` is given twice; remove one of the two")
    };
    () => {
        $crate::__private::compile_error!(
            "`assert_asm!` needs a function and a limit; write `assert_asm!(path, no_calls)`"
        )
    };
    (@closure $closure:expr) => { $crate::assert_asm!(@nothing) };
    (@closure $($wrong:tt)+) => { $crate::assert_asm!(@apart $($wrong)+) };
    (@apart $($wrong:tt)+) => {
        $crate::__private::located!([$($wrong)+] $crate::__private::compile_error!(
            "`assert_asm!` takes a function, a comma and its limits; write `assert_asm!(path, \
             no_calls)`"
        ))
    };
    ($function:expr $(,)?) => { $crate::assert_asm!(@nothing) };
    (@nothing) => {
        $crate::__private::compile_error!(
            "`assert_asm!` asserts nothing without a limit; write `max_bytes = 64`, `no_calls`, \
             `no_indirect` or `no_panic` behind the function"
        )
    };
    ($function:expr, $($limits:tt)+) => {
        $crate::assert_asm!(@limits ($crate::dis!($function)) [() () () ()] $($limits)+)
    };
    ($($wrong:tt)+) => { $crate::assert_asm!(@apart $($wrong)+) };
}

/// What `assert_asm!` was told.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// `max_bytes`
    pub max_bytes: Option<usize>,
    /// `no_calls`
    pub no_calls: bool,
    /// `no_indirect`
    pub no_indirect: bool,
    /// `no_panic`
    pub no_panic: bool,
    /// Never given, so that what follows `..` always gives something.
    pub more: (),
}

impl Limits {
    /// What nobody gave is not asked for.
    pub const NONE: Limits =
        Limits { max_bytes: None, no_calls: false, no_indirect: false, no_panic: false, more: () };

    /// What is wrong, and the instructions that are to blame.
    fn broken(self, code: &Disassembly) -> Vec<String> {
        let mut broken = Vec::new();
        if let Some(most) = self.max_bytes.filter(|most| code.size() > *most) {
            broken.push(format!(
                "`max_bytes = {most}`: it has {} bytes, its end {}",
                code.size(),
                code.extent_from()
            ));
        }
        let mut blame = |limit: &str, instructions: Vec<&Instruction>| {
            if !instructions.is_empty() {
                broken.push(format!("{limit}:{}", lines(&instructions)));
            }
        };
        let with = |flows: &[Flow]| -> Vec<_> {
            code.instructions().iter().filter(|it| flows.contains(&it.flow())).collect()
        };
        if self.no_calls {
            blame("`no_calls`", with(&[Flow::Call, Flow::IndirectCall]));
        }
        if self.no_indirect {
            blame("`no_indirect`", with(&[Flow::IndirectCall]));
        }
        match code.may_panic() {
            MayPanic::Yes if self.no_panic => {
                blame("`no_panic`, and it may by", code.that_panic(MayPanic::Yes));
            }
            MayPanic::Unknown if self.no_panic => {
                blame("`no_panic`, which nobody knows of", code.that_panic(MayPanic::Unknown));
            }
            _ => {}
        }
        broken
    }
}

fn lines(instructions: &[&Instruction]) -> String {
    let line = |it: &&Instruction| format!("\n    +{:#x}  {it}", it.offset());
    instructions.iter().map(line).collect()
}

/// Holds the code to its limits.
///
/// # Panics
///
/// When it breaks one.
#[track_caller]
pub fn assert_asm(code: &Disassembly, limits: &Limits) {
    let nothing = match (code.build, code.problem()) {
        (_, Some(problem)) => Some(problem.to_string()),
        (Build::Debug, None) => Some(
            "built with debug assertions, so it is most likely not optimised; build with \
             `--release`"
                .to_owned(),
        ),
        (Build::Release, None) => None,
    };
    let name = code.name();
    if let Some(why) = nothing {
        let place = Location::caller();
        say(&format!("tenure: `assert_asm!({name}, ..)` at {place} asserts nothing: {why}"));
        return;
    }
    let broken = limits.broken(code);
    assert!(broken.is_empty(), "`{name}` is not as it should be\n  {}", broken.join("\n  "));
}
