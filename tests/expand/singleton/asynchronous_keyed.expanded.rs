/// One for each name, made by and by.
#[derive(Debug)]
pub struct Pool(String);
impl Pool {
    async fn new(name: &str) -> Result<Self, std::io::Error> {
        std::future::ready(()).await;
        Ok(Pool(name.to_owned()))
    }
    /// Whose it is.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }
}
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Pool")
        .asynchronous();
    static SLOT_: ::tenure::__private::Keyed<String, &'static Pool> = NODE_
        .__of(::tenure::__private::shared!(Pool, clone, default, drop))
        .keyed_async(|key: String| ::tenure::__private::Box::pin(async move {
            ::tenure::__private::made::<Pool>(<Pool>::new(&key).await)
        }))
        .named(::tenure::__private::text!(String));
    #[automatically_derived]
    impl ::tenure::KeyedSingleton for Pool {
        type Key = String;
        type Ref = &'static Self;
        const DECLARED: ::tenure::__private::KeyedDeclared<Self> = NODE_
            .__declared_by_key(&SLOT_);
    }
    impl Pool {
        /// Awaits the one `Pool` of `key`, made on first use; panics if it cannot be made.
        #[inline]
        #[track_caller]
        pub fn instance(
            key: impl ::tenure::Lookup<String>,
        ) -> ::tenure::Instance<&'static Self> {
            SLOT_.instance_async(key)
        }
        /// Awaits the one `Pool` of `key`, made on first use.
        ///
        /// # Errors
        ///
        /// The `InitError` that says why it cannot be made.
        #[track_caller]
        pub fn try_instance(
            key: impl ::tenure::Lookup<String>,
        ) -> ::tenure::TryInstance<&'static Self> {
            SLOT_.try_instance_async(key)
        }
    }
};
/// One for each number, made by and by, and freed.
#[derive(Debug)]
pub struct Cache(u8);
impl Cache {
    async fn new(number: &u8) -> Self {
        std::future::ready(()).await;
        Cache(*number)
    }
    /// Whose it is.
    #[must_use]
    pub fn number(&self) -> u8 {
        self.0
    }
}
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Cache")
        .asynchronous();
    static SLOT_: ::tenure::__private::Keyed<u8, ::tenure::Handle<Cache>> = NODE_
        .__of(::tenure::__private::shared!(Cache, clone, default))
        .managed_keyed_async(
            ::tenure::__private::last!(Cache),
            |key: u8| ::tenure::__private::Box::pin(async move {
                ::tenure::__private::made::<Cache>(<Cache>::new(&key).await)
            }),
        )
        .named(::tenure::__private::text!(u8));
    #[automatically_derived]
    impl ::tenure::KeyedSingleton for Cache {
        type Key = u8;
        type Ref = ::tenure::Handle<Self>;
        const DECLARED: ::tenure::__private::KeyedDeclared<Self> = NODE_
            .__declared_by_key(&SLOT_);
    }
    impl Cache {
        /// Awaits a handle to the one `Cache` of `key`, made on first use; panics if it cannot be made.
        #[inline]
        #[track_caller]
        pub fn instance(
            key: impl ::tenure::Lookup<u8>,
        ) -> ::tenure::Instance<::tenure::Handle<Self>> {
            SLOT_.instance_async(key)
        }
        /// Awaits a handle to the one `Cache` of `key`, made on first use.
        ///
        /// # Errors
        ///
        /// The `InitError` that says why it cannot be made.
        #[track_caller]
        pub fn try_instance(
            key: impl ::tenure::Lookup<u8>,
        ) -> ::tenure::TryInstance<::tenure::Handle<Self>> {
            SLOT_.try_instance_async(key)
        }
        /// Disposes the one `Cache` of `key`: gives out no new handle, waits for the last one, and frees it.
        ///
        /// # Errors
        ///
        /// What failed; or the place where a handle was taken that did not come back in time.
        #[track_caller]
        pub fn dispose(
            key: impl ::tenure::Lookup<u8>,
        ) -> ::tenure::__private::Result<(), ::tenure::DisposeError> {
            SLOT_.free(key)
        }
    }
};
