//! A function around a closure, since a closure has no address of its own.

use super::function::Function;

/// A closure, and what it takes and returns.
///
/// One that gives away what it holds can be called but once, and is not among them: by value it
/// would be shown with the code that drops what the others hold.
pub trait Closure<Signature> {
    /// The function that does nothing but call it, by reference as its callers do.
    fn entry() -> *const Function;
}

/// The function around a closure.
#[must_use]
pub fn entry<Signature, F: Closure<Signature>>(_: &F) -> *const Function {
    F::entry()
}

macro_rules! arities {
    ($(($($argument:ident)*))+) => { $(
        impl<F, R, $($argument),*> Closure<fn($($argument),*) -> R> for F
        where
            F: FnMut($($argument),*) -> R,
        {
            fn entry() -> *const Function {
                // Nobody else calls the closure, so its code is compiled into this function.
                // An argument is named as its type.
                #[allow(non_snake_case, clippy::too_many_arguments)]
                #[inline(never)]
                fn run<F, R, $($argument),*>(closure: &mut F, $($argument: $argument),*) -> R
                where
                    F: FnMut($($argument),*) -> R,
                {
                    closure($($argument),*)
                }
                run::<F, R, $($argument),*> as *const Function
            }
        }
    )+ };
}

arities! {
    () (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E G) (A B C D E G H) (A B C D E G H I)
}
