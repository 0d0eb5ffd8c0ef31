//! What the macros of the feature `dis` say without it.

/// The machine code of one function; with the feature `dis`.
#[macro_export]
macro_rules! dis {
    ($($function:tt)*) => {
        $crate::__private::compile_error!(
            "`dis!` needs the feature `dis` of `tenure`; write `tenure = { version = \"..\", \
             features = [\"dis\"] }`"
        )
    };
}

/// Asserts what the machine code of a function may be; with the feature `dis`.
#[macro_export]
macro_rules! assert_asm {
    ($($function:tt)*) => {
        $crate::__private::compile_error!(
            "`assert_asm!` needs the feature `dis` of `tenure`; write `tenure = { version = \"..\", \
             features = [\"dis\"] }`"
        )
    };
}
