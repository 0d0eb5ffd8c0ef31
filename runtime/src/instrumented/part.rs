//! `scope!`: a row for a part of a function.

/// Records a part of a function in a row of its own, up to where the value it gives is dropped.
///
/// The name is a constant. Guards are locals: they end in the reverse order of their beginning, as
/// locals do. What is dropped in another order, or has left its function, takes its time from there
/// on for the call around it. It stays on its thread, so it is not held across an `.await` of a
/// future that is `Send`: there an `#[instrumented]` function is what to write. Without the feature
/// `instrument` it is nothing.
///
/// ```
/// fn read(text: &str) -> usize {
///     let words = {
///         let _split = tenure::scope!("split");
///         text.split(' ').collect::<Vec<_>>()
///     };
///     words.len()
/// }
///
/// assert_eq!(read("one two"), 2);
/// let report = tenure::report();
/// // Without the feature `instrument` nothing is recorded.
/// assert!(report.functions().iter().all(|row| row.name == "split" && row.calls == 1));
/// ```
#[macro_export]
macro_rules! scope {
    ($name:expr $(,)?) => {{
        static SITE: $crate::__private::Site = $crate::__private::HERE.named($name);
        SITE.scope()
    }};
    ($($other:tt)*) => {
        $crate::__private::compile_error!("`scope!` takes a name; write `scope!(\"parse\")`")
    };
}
