/// Where the log goes.
#[non_exhaustive]
pub struct Logger;
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Logger");
    static SLOT_: ::tenure::__private::Slot<Logger> = NODE_
        .__of(::tenure::__private::shared!(Logger, clone, default, drop))
        .slot(|| { ::tenure::__private::make::<Logger, _>(Logger::new) });
    #[automatically_derived]
    impl ::tenure::Singleton for Logger {
        type Ref = &'static Self;
        const DECLARED: ::tenure::__private::Declared<Self> = NODE_.__declared(&SLOT_);
    }
    impl Logger {
        /// Returns the one `Logger` of this process, made on first use; panics if it cannot be made.
        #[inline]
        #[track_caller]
        pub fn instance() -> &'static Self {
            SLOT_.instance()
        }
        /// Returns the one `Logger` of this process, made on first use.
        ///
        /// # Errors
        ///
        /// The `InitError` that says why it cannot be made.
        #[track_caller]
        pub fn try_instance() -> ::tenure::__private::Result<&'static Self> {
            SLOT_.try_instance()
        }
    }
};
impl Logger {
    fn new() -> Self {
        Logger
    }
}
/// What the command line says.
#[derive(Debug)]
pub struct Arguments {
    /// What is read.
    pub files: Vec<String>,
}
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Arguments")
        .needs(&[<Logger as ::tenure::__private::Listed>::NODE]);
    static SLOT_: ::tenure::__private::Slot<Arguments> = NODE_
        .__of(
            ::tenure::__private::shared!(
                Arguments, clone, default, drop; files(Vec < String >)
            ),
        )
        .slot_provided(|| {
            <Logger as ::tenure::__private::Listed>::get()?;
            ::tenure::__private::Result::Ok(())
        });
    #[automatically_derived]
    impl ::tenure::Singleton for Arguments {
        type Ref = &'static Self;
        const DECLARED: ::tenure::__private::Declared<Self> = NODE_.__declared(&SLOT_);
    }
    impl Arguments {
        /// Returns the one `Arguments` of this process, made on first use; panics if it cannot be made.
        #[inline]
        #[track_caller]
        pub fn instance() -> &'static Self {
            SLOT_.instance()
        }
        /// Returns the one `Arguments` of this process, made on first use.
        ///
        /// # Errors
        ///
        /// The `InitError` that says why it cannot be made.
        #[track_caller]
        pub fn try_instance() -> ::tenure::__private::Result<&'static Self> {
            SLOT_.try_instance()
        }
        /// Provides the one `Arguments` of this process, once and before its first use.
        ///
        /// # Errors
        ///
        /// `value` itself, if there is one already.
        #[track_caller]
        pub fn provide(value: Self) -> ::tenure::__private::Result<(), Self> {
            SLOT_.provide(value)
        }
    }
};
