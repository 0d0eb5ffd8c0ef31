//! The expansions of `expand/`, compiled as if a person had written them.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, clippy::pedantic)]

/// Makes a module of each expansion: items may repeat from case to case.
macro_rules! expansions {
    ($($pattern:ident { $($case:ident)* })*) => {
        $(
            /// The cases of one pattern.
            pub mod $pattern {
                $(
                    /// One case.
                    pub mod $case {
                        include!(concat!(
                            "expand/", stringify!($pattern), "/", stringify!($case), ".expanded.rs"
                        ));
                    }
                )*
            }
        )*
    };
}

expansions! {
    cached {
        of_own_types
        on_async
        on_function
        with_a_key
    }
    disposable {
        all_options
        awaited
        into_parts
        on_enum
        type_options
        without_guard
    }
    instrumented {
        on_async
        on_function
        on_impl
        on_module
        on_trait
        with_a_contract
    }
    layout {
        guarded
        on_enum
        on_struct
        unsized_tail
    }
    main {
        only_on_unix
        returns_a_result
    }
    members {
        on_impl
        on_trait
    }
    scoped {
        on_async
        on_function
    }
    singleton {
        all_options
        asynchronous
        asynchronous_keyed
        asynchronous_managed
        managed
        keyed
        keyed_by_value
        keyed_managed
        keyed_type
        on_impl
        on_type
        per_thread
        provided
        provided_kinds
    }
    tracked {
        bare
        on_enum
        on_struct
        weak
    }
    utility {
        on_type
    }
}
