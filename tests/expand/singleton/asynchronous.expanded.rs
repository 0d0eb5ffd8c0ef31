/// Made at once.
pub struct Config {
    url: &'static str,
}
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Config");
    static SLOT_: ::tenure::__private::Slot<Config> = NODE_
        .__of(
            ::tenure::__private::shared!(
                Config, clone, default, drop; url(& 'static str)
            ),
        )
        .slot(|| {
            ::tenure::__private::make::<Config, _>(|| Config { url: "db://localhost" })
        });
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
/// Made by and by.
#[derive(Debug)]
pub struct Database {
    url: &'static str,
}
impl Database {
    async fn new(config: &'static Config) -> Result<Self, std::io::Error> {
        std::future::ready(()).await;
        Ok(Database { url: config.url })
    }
    /// Where it is.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url
    }
}
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Database")
        .asynchronous()
        .needs(&[<&'static Config as ::tenure::__private::Dependency>::NODE]);
    static SLOT_: ::tenure::__private::Slot<Database> = NODE_
        .__of(::tenure::__private::shared!(Database, clone, default, drop))
        .slot_async(|| ::tenure::__private::Box::pin(async move {
            let config_ = <&'static Config as ::tenure::__private::Dependency>::get_async()
                .await?;
            ::tenure::__private::made::<Database>(<Database>::new(config_).await)
        }));
    #[automatically_derived]
    impl ::tenure::Singleton for Database {
        type Ref = &'static Self;
        const DECLARED: ::tenure::__private::Declared<Self> = NODE_.__declared(&SLOT_);
    }
    impl Database {
        /// Awaits the one `Database` of this process, made on first use; panics if it cannot be made.
        #[inline]
        #[track_caller]
        pub fn instance() -> ::tenure::Instance<&'static Self> {
            SLOT_.instance_async()
        }
        /// Awaits the one `Database` of this process, made on first use.
        ///
        /// # Errors
        ///
        /// The `InitError` that says why it cannot be made.
        #[track_caller]
        pub fn try_instance() -> ::tenure::TryInstance<&'static Self> {
            SLOT_.try_instance_async()
        }
    }
};
/// Made after it.
#[derive(Debug)]
pub struct App(());
impl App {
    async fn new() -> Self {
        std::future::ready(()).await;
        App(())
    }
}
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("App")
        .asynchronous()
        .needs(&[<Database as ::tenure::__private::Listed>::NODE]);
    static SLOT_: ::tenure::__private::Slot<App> = NODE_
        .__of(::tenure::__private::shared!(App, clone, default, drop))
        .slot_async(|| ::tenure::__private::Box::pin(async move {
            <Database as ::tenure::__private::Listed>::get_async().await?;
            ::tenure::__private::made::<App>(<App>::new().await)
        }));
    #[automatically_derived]
    impl ::tenure::Singleton for App {
        type Ref = &'static Self;
        const DECLARED: ::tenure::__private::Declared<Self> = NODE_.__declared(&SLOT_);
    }
    impl App {
        /// Awaits the one `App` of this process, made on first use; panics if it cannot be made.
        #[inline]
        #[track_caller]
        pub fn instance() -> ::tenure::Instance<&'static Self> {
            SLOT_.instance_async()
        }
        /// Awaits the one `App` of this process, made on first use.
        ///
        /// # Errors
        ///
        /// The `InitError` that says why it cannot be made.
        #[track_caller]
        pub fn try_instance() -> ::tenure::TryInstance<&'static Self> {
            SLOT_.try_instance_async()
        }
    }
};
