/// How the program is set up.
#[non_exhaustive]
pub struct Config;
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Config");
    static SLOT_: ::tenure::__private::Slot<Config> = NODE_
        .__of(::tenure::__private::shared!(Config, clone, default, drop))
        .slot(|| { ::tenure::__private::make::<Config, _>(Config::new) });
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
impl Config {
    fn new() -> Self {
        Config
    }
}
/// The connections to one server.
#[derive(Debug)]
pub struct Pool {
    /// Where the server is.
    pub url: String,
}
impl Pool {
    fn new(_config: &'static Config, server: &str) -> Self {
        Pool { url: server.to_owned() }
    }
}
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Pool")
        .needs(&[<&'static Config as ::tenure::__private::Dependency>::NODE]);
    static SLOT_: ::tenure::__private::Keyed<String, &'static Pool> = NODE_
        .__of(::tenure::__private::shared!(Pool, clone, default, drop))
        .keyed(|key: &String| {
            let config_ = <&'static Config as ::tenure::__private::Dependency>::get()?;
            ::tenure::__private::made::<Pool>(<Pool>::new(config_, key))
        })
        .named(::tenure::__private::text!(String));
    #[automatically_derived]
    impl ::tenure::KeyedSingleton for Pool {
        type Key = String;
        type Ref = &'static Self;
        const DECLARED: ::tenure::__private::KeyedDeclared<Self> = NODE_
            .__declared_by_key(&SLOT_);
    }
    impl Pool {
        /// Returns the one `Pool` of `key`, made on first use; panics if it cannot be made.
        #[inline]
        #[track_caller]
        pub fn instance(key: impl ::tenure::Lookup<String>) -> &'static Self {
            SLOT_.instance(key)
        }
        /// Returns the one `Pool` of `key`, made on first use.
        ///
        /// # Errors
        ///
        /// The `InitError` that says why it cannot be made.
        #[track_caller]
        pub fn try_instance(
            key: impl ::tenure::Lookup<String>,
        ) -> ::tenure::__private::Result<&'static Self> {
            SLOT_.try_instance(key)
        }
    }
};
