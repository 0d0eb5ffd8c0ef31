/// How the program is set up.
pub struct Config(u8);
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Config")
        .keep_errors();
    static SLOT_: ::tenure::__private::Slot<Config> = NODE_
        .__of(::tenure::__private::shared!(Config, clone, default, drop; _0(u8)))
        .slot(|| { ::tenure::__private::make::<Config, _>(|| Config(8)) });
    #[automatically_derived]
    impl ::tenure::Singleton for Config {
        type Ref = &'static Self;
        const DECLARED: ::tenure::__private::Declared<Self> = NODE_.__declared(&SLOT_);
    }
    impl Config {
        /// Returns the one `Config` of this process, made on first use; panics if it cannot be made.
        #[inline]
        #[track_caller]
        pub fn instance() -> &'static Self {
            SLOT_.instance()
        }
        /// Returns the one `Config` of this process, made on first use.
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
/// Where lines go.
#[derive(Debug)]
pub struct Log {
    width: String,
}
impl Log {
    fn open() -> Self {
        Log { width: String::from("80") }
    }
    fn flush(&self) -> Result<(), std::num::ParseIntError> {
        let Log { width } = self;
        let _zero: u8 = width.parse()?;
        Ok(())
    }
    /// How wide a line is.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width.len() + usize::from(Config::instance().0)
    }
}
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Log")
        .needs(&[<Config as ::tenure::__private::Listed>::NODE])
        .budget(10_000_000);
    static SLOT_: ::tenure::__private::Slot<Log> = NODE_
        .__of(::tenure::__private::shared!(Log, clone, default))
        .slot(|| {
            <Config as ::tenure::__private::Listed>::get()?;
            ::tenure::__private::made::<Log>(<Log>::open())
        })
        .dispose(|value| ::tenure::__private::hook(value, Log::flush));
    #[automatically_derived]
    impl ::tenure::Singleton for Log {
        type Ref = &'static Self;
        const DECLARED: ::tenure::__private::Declared<Self> = NODE_.__declared(&SLOT_);
    }
    impl Log {
        /// Returns the one `Log` of this process, made on first use; panics if it cannot be made.
        #[inline]
        #[track_caller]
        pub fn instance() -> &'static Self {
            SLOT_.instance()
        }
        /// Returns the one `Log` of this process, made on first use.
        ///
        /// # Errors
        ///
        /// The `InitError` that says why it cannot be made.
        #[track_caller]
        pub fn try_instance() -> ::tenure::__private::Result<&'static Self> {
            SLOT_.try_instance()
        }
    }
    ::tenure::__private::eager!(SLOT_);
};
