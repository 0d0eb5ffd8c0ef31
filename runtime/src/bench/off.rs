//! What `compare!` says where its feature is off.

/// Needs the feature `bench`.
///
/// ```compile_fail
/// let _comparison = tenure::compare! { baseline: "one" => 1, "two" => 2 };
/// ```
#[macro_export]
macro_rules! compare {
    ($($rows:tt)*) => {
        $crate::__private::compile_error!(
            "`compare!` needs the feature `bench` of `tenure`; add it to `features` in `Cargo.toml`"
        )
    };
}
