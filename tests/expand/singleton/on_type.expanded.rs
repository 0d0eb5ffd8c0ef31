/// How the program is set up.
#[derive(Debug)]
pub struct Config {
    url: String,
}
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Config");
    static SLOT_: ::tenure::__private::Slot<Config> = NODE_
        .__of(::tenure::__private::shared!(Config, clone, default, drop; url(String)))
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
        Config {
            url: String::from("localhost"),
        }
    }
    /// Where the server is.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}
