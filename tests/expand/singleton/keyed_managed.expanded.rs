use std::io;
/// The connections to one server, until it is disposed.
#[derive(Debug)]
pub struct Pool {
    /// Where the server is.
    pub url: String,
}
impl Pool {
    fn new(server: &str) -> Self {
        Pool { url: server.to_owned() }
    }
    fn disconnect(&self) -> io::Result<()> {
        if self.url.is_empty() {
            Err(io::ErrorKind::NotConnected.into())
        } else {
            Ok(())
        }
    }
}
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Pool");
    static SLOT_: ::tenure::__private::Keyed<String, ::tenure::Handle<Pool>> = NODE_
        .__of(::tenure::__private::shared!(Pool, clone, default))
        .managed_keyed(
            ::tenure::__private::last!(Pool),
            |key: &String| { ::tenure::__private::made::<Pool>(<Pool>::new(key)) },
        )
        .named(::tenure::__private::text!(String))
        .dispose(|value| ::tenure::__private::hook(value, Pool::disconnect))
        .recreate();
    #[automatically_derived]
    impl ::tenure::KeyedSingleton for Pool {
        type Key = String;
        type Ref = ::tenure::Handle<Self>;
        const DECLARED: ::tenure::__private::KeyedDeclared<Self> = NODE_
            .__declared_by_key(&SLOT_);
    }
    impl Pool {
        /// Returns a handle to the one `Pool` of `key`, made on first use; panics if it cannot be made.
        #[inline]
        #[track_caller]
        pub fn instance(key: impl ::tenure::Lookup<String>) -> ::tenure::Handle<Self> {
            SLOT_.instance(key)
        }
        /// Returns a handle to the one `Pool` of `key`, made on first use.
        ///
        /// # Errors
        ///
        /// The `InitError` that says why it cannot be made.
        #[track_caller]
        pub fn try_instance(
            key: impl ::tenure::Lookup<String>,
        ) -> ::tenure::__private::Result<::tenure::Handle<Self>> {
            SLOT_.try_instance(key)
        }
        /// Disposes the one `Pool` of `key`: gives out no new handle, waits for the last one, and frees it.
        ///
        /// # Errors
        ///
        /// What failed; or the place where a handle was taken that did not come back in time.
        #[track_caller]
        pub fn dispose(
            key: impl ::tenure::Lookup<String>,
        ) -> ::tenure::__private::Result<(), ::tenure::DisposeError> {
            SLOT_.free(key)
        }
    }
};
