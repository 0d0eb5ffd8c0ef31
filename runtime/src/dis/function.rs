//! `dis!`: a path or a closure as the address of a function.

use std::cell::Cell;
use std::fmt::{self, Debug};

use super::Disassembly;
use super::disassembly::{Build, Subject};

/// The machine code of one function, as it is in this process: a [`Disassembly`](crate::dis::Disassembly).
///
/// It takes the path of any function, without calling it, or a closure. To name a generic function
/// with its types is to have it compiled for them. Function pointers are paths too.
///
/// ```
/// use tenure::dis;
///
/// fn add(a: i64, b: i64) -> i64 {
///     a.wrapping_add(b)
/// }
///
/// let code = dis!(add);
/// let text = code.to_string(); // a table of offsets, bytes and instructions
/// let sorted = dis!(<[u32]>::sort_unstable);
/// let closure = dis!(|x: i64| x.wrapping_mul(3));
/// assert!(dis::diff(&code, &dis!(add)).is_same());
/// # _ = (text, sorted, closure);
/// ```
///
/// The code is that of this very build: in a debug build it is long and says little, and the text
/// says so. A generic function is compiled for this call; a closure stands in a function of its own,
/// which takes it by reference as its callers do. What `async fn` names is the function that makes
/// the future, not the future's code. A function with `#[track_caller]` has one more around it,
/// which says who called.
///
/// Where nothing can be read, as under Miri, there is a
/// [`problem`](crate::dis::Disassembly::problem), not a panic.
///
/// # Errors
///
/// What is not a function, as a value, does not compile.
#[macro_export]
macro_rules! dis {
    (@closure $closure:expr $(,)?) => {
        $crate::__private::disassemble_closure(
            $crate::__private::entry(&$closure),
            $crate::__private::stringify!($closure),
            $crate::__private::cfg!(debug_assertions),
        )
    };
    (@closure $($other:tt)*) => {
        $crate::__private::compile_error!(
            "`dis!` takes one function at a time; compare two with `dis::diff(&dis!(a), &dis!(b))`"
        )
    };
    (| $($closure:tt)+) => { $crate::dis!(@closure | $($closure)+) };
    (|| $($closure:tt)+) => { $crate::dis!(@closure || $($closure)+) };
    (move $($closure:tt)+) => { $crate::dis!(@closure move $($closure)+) };
    () => {
        $crate::__private::compile_error!(
            "`dis!` needs a function; write `dis!(path::to::function)` or `dis!(|x: i64| x + 1)`"
        )
    };
    // Nothing is bound to a name: a constant or a unit struct of that name would be meant instead. And
    // in an array no lint looks for braces that could be left out.
    ($function:expr $(,)?) => {{
        #[allow(unused_imports)]
        use $crate::__private::FunctionPointer as _;
        #[allow(unused_imports)]
        use $crate::__private::MaybeFunction as _;
        #[allow(unused_imports)]
        use $crate::__private::NoFunction as _;
        #[allow(unused_imports)]
        use $crate::__private::SafeFunction as _;
        $crate::__private::disassemble(
            $crate::__private::located!([$function]
                (&&&&&$crate::__private::candidate([$function])).judge()
                    as *const $crate::__private::Function
            ),
            $crate::__private::stringify!($function),
            $crate::__private::cfg!(debug_assertions),
        )
    }};
    ($function:expr, $($more:tt)+) => {
        $crate::__private::located!([$($more)+] $crate::__private::compile_error!(
            "`dis!` takes one function at a time; compare two with `dis::diff(&dis!(a), &dis!(b))`"
        ))
    };
    ($($wrong:tt)+) => {
        $crate::__private::located!([$($wrong)+] $crate::__private::compile_error!(
            "`dis!` needs a function; write `dis!(path::to::function)` or `dis!(|x: i64| x + 1)`"
        ))
    };
}

/// The code at the start of a function.
#[derive(Debug)]
pub struct Function;

/// Of the function at `entry`.
#[must_use]
pub fn disassemble(entry: *const Function, name: &str, debug: bool) -> Disassembly {
    read(entry, Subject::Function, name, debug)
}

/// Of the closure in the function at `entry`.
#[must_use]
pub fn disassemble_closure(entry: *const Function, name: &str, debug: bool) -> Disassembly {
    read(entry, Subject::Closure, name, debug)
}

fn read(entry: *const Function, subject: Subject, name: &str, debug: bool) -> Disassembly {
    // A closure may be written over several lines, and its tokens come with spaces between them.
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.strip_prefix("| ").map_or(name.clone(), |rest| format!("|{rest}"));
    let build = if debug { Build::Debug } else { Build::Release };
    Disassembly::new(entry.expose_provenance(), subject, name, build)
}

/// Holds what was given to `dis!` until it is judged.
///
/// Any function can be cast to a pointer, but so can numbers, and what cannot be cast gets an error
/// that speaks of casts. So the type is judged first: functions that are safe to call and function
/// pointers pass, values are refused in words, and the cast decides on the rest, which is functions
/// that are unsafe to call and values that nobody can show.
pub struct Candidate<F>(Cell<Option<F>>);

/// What stands in the parentheses of `dis!`.
#[must_use]
pub fn candidate<F>([function]: [F; 1]) -> Candidate<F> {
    Candidate(Cell::new(Some(function)))
}

impl<F> Debug for Candidate<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Candidate")
    }
}

impl<F> Candidate<F> {
    fn pass(&self) -> F {
        self.0.take().expect("`dis!` judges it once")
    }
}

/// What `dis!` takes; no type has it, for it is only there to be missed.
#[diagnostic::on_unimplemented(
    message = "`dis!` needs a function, and this is a value of type `{Self}`; write the path of a \
               function, without calling it, or a closure",
    label = "not a function",
    note = "`dis!(path::to::function)` or `dis!(|x: i64| x + 1)`"
)]
pub trait IsFunction {}

/// First: a function that is safe to call, whatever it takes.
pub trait SafeFunction<Signature> {
    /// What is cast.
    type Function;

    /// It passes.
    fn judge(&self) -> Self::Function;
}

/// Second: a function pointer that is unsafe to call.
pub trait FunctionPointer {
    /// What is cast.
    type Function;

    /// It passes.
    fn judge(&self) -> Self::Function;
}

/// Before all of these for what only leads to a function, and third: what can be shown is a value.
pub trait NoFunction {
    /// The type of the value.
    type Value;

    /// It is refused; what is cast instead adds no error to that.
    fn judge(&self) -> fn()
    where
        Self::Value: IsFunction,
    {
        || ()
    }
}

/// Last: nobody knows.
pub trait MaybeFunction {
    /// What is cast.
    type Function;

    /// The cast decides.
    fn judge(&self) -> Self::Function;
}

impl<F: Debug> NoFunction for &Candidate<F> {
    type Value = F;
}

impl<'a, T: ?Sized> NoFunction for &&&&Candidate<&'a T> {
    type Value = &'a T;
}

impl<'a, T: ?Sized> NoFunction for &&&&Candidate<&'a mut T> {
    type Value = &'a mut T;
}

impl<T: ?Sized> NoFunction for &&&&Candidate<Box<T>> {
    type Value = Box<T>;
}

impl<F> MaybeFunction for Candidate<F> {
    type Function = F;

    fn judge(&self) -> F {
        self.pass()
    }
}

macro_rules! arities {
    ($(($($argument:ident)*))+) => { $(
        impl<F, R, $($argument),*> SafeFunction<fn($($argument),*) -> R> for &&&Candidate<F>
        where
            F: FnOnce($($argument),*) -> R,
        {
            type Function = F;

            fn judge(&self) -> F {
                self.pass()
            }
        }

        impl<R, $($argument),*> FunctionPointer for &&Candidate<unsafe fn($($argument),*) -> R> {
            type Function = unsafe fn($($argument),*) -> R;

            fn judge(&self) -> Self::Function {
                self.pass()
            }
        }

        impl<R, $($argument),*> FunctionPointer
            for &&Candidate<unsafe extern "C" fn($($argument),*) -> R>
        {
            type Function = unsafe extern "C" fn($($argument),*) -> R;

            fn judge(&self) -> Self::Function {
                self.pass()
            }
        }
    )+ };
}

arities! {
    () (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E G) (A B C D E G H) (A B C D E G H I)
    (A B C D E G H I J) (A B C D E G H I J K) (A B C D E G H I J K L)
    (A B C D E G H I J K L M)
}
