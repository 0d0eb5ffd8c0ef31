/// How the program is set up.
pub struct Config(&'static str);
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Config");
    static SLOT_: ::tenure::__private::Slot<Config> = NODE_
        .__of(
            ::tenure::__private::shared!(Config, clone, default, drop; _0(& 'static str)),
        )
        .slot(|| { ::tenure::__private::make::<Config, _>(|| Config("localhost")) });
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
/// A connection.
#[derive(Debug)]
pub struct Database {
    url: &'static str,
}
impl Database {
    fn new(config: &'static Config) -> Result<Self, std::num::ParseIntError> {
        let _port: u16 = config.0.parse()?;
        Ok(Database { url: config.0 })
    }
    /// Where it is connected to.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url
    }
}
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Database")
        .needs(&[<&'static Config as ::tenure::__private::Dependency>::NODE]);
    static SLOT_: ::tenure::__private::Slot<Database> = NODE_
        .__of(::tenure::__private::shared!(Database, clone, default, drop))
        .slot(|| {
            let config_ = <&'static Config as ::tenure::__private::Dependency>::get()?;
            ::tenure::__private::made::<Database>(<Database>::new(config_))
        });
    #[automatically_derived]
    impl ::tenure::Singleton for Database {
        type Ref = &'static Self;
        const DECLARED: ::tenure::__private::Declared<Self> = NODE_.__declared(&SLOT_);
    }
    impl Database {
        /// Returns the one `Database` of this process, made on first use; panics if it cannot be made.
        #[inline]
        #[track_caller]
        pub fn instance() -> &'static Self {
            SLOT_.instance()
        }
        /// Returns the one `Database` of this process, made on first use.
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
