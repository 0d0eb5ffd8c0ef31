use std::fmt;
use ::tenure::Handle;
/// Connections to the server.
pub struct Pool(Vec<u8>);
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Pool");
    static SLOT_: ::tenure::__private::ManagedSlot<Pool> = NODE_
        .__of(::tenure::__private::shared!(Pool, clone, default; _0(Vec < u8 >)))
        .managed(
            ::tenure::__private::last!(Pool),
            || { ::tenure::__private::make::<Pool, _>(Pool::new) },
        )
        .dispose(|value| ::tenure::__private::hook(value, Pool::disconnect))
        .recreate();
    #[automatically_derived]
    impl ::tenure::Singleton for Pool {
        type Ref = ::tenure::Handle<Self>;
        const DECLARED: ::tenure::__private::Declared<Self> = NODE_.__declared(&SLOT_);
    }
    impl Pool {
        /// Returns a handle to the one `Pool` of this process, made on first use; panics if it cannot be made.
        #[inline]
        #[track_caller]
        pub fn instance() -> ::tenure::Handle<Self> {
            SLOT_.instance()
        }
        /// Returns a handle to the one `Pool` of this process, made on first use.
        ///
        /// # Errors
        ///
        /// The `InitError` that says why it cannot be made.
        #[track_caller]
        pub fn try_instance() -> ::tenure::__private::Result<::tenure::Handle<Self>> {
            SLOT_.try_instance()
        }
        /// Disposes the one `Pool` of this process: gives out no new handle, waits for the last one, and frees it.
        ///
        /// # Errors
        ///
        /// What failed; or the place where a handle was taken that did not come back in time.
        #[track_caller]
        pub fn dispose() -> ::tenure::__private::Result<(), ::tenure::DisposeError> {
            SLOT_.free()
        }
    }
};
impl Pool {
    fn new() -> Self {
        Pool(vec![1, 2])
    }
    fn disconnect(&self) -> fmt::Result {
        if self.0.is_empty() { Err(fmt::Error) } else { Ok(()) }
    }
}
/// What was asked for before.
#[derive(Debug)]
pub struct Cache {
    pool: Handle<Pool>,
}
impl Cache {
    fn over(pool: Handle<Pool>) -> Self {
        Cache { pool }
    }
    /// How many there are.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.pool.0.len()
    }
}
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Cache")
        .needs(&[<Handle<Pool> as ::tenure::__private::Dependency>::NODE]);
    static SLOT_: ::tenure::__private::ManagedSlot<Cache> = NODE_
        .__of(::tenure::__private::shared!(Cache, clone, default))
        .managed(
            ::tenure::__private::last!(Cache),
            || {
                let pool_ = <Handle<Pool> as ::tenure::__private::Dependency>::get()?;
                ::tenure::__private::made::<Cache>(<Cache>::over(pool_))
            },
        );
    #[automatically_derived]
    impl ::tenure::Singleton for Cache {
        type Ref = ::tenure::Handle<Self>;
        const DECLARED: ::tenure::__private::Declared<Self> = NODE_.__declared(&SLOT_);
    }
    impl Cache {
        /// Returns a handle to the one `Cache` of this process, made on first use; panics if it cannot be made.
        #[inline]
        #[track_caller]
        pub fn instance() -> ::tenure::Handle<Self> {
            SLOT_.instance()
        }
        /// Returns a handle to the one `Cache` of this process, made on first use.
        ///
        /// # Errors
        ///
        /// The `InitError` that says why it cannot be made.
        #[track_caller]
        pub fn try_instance() -> ::tenure::__private::Result<::tenure::Handle<Self>> {
            SLOT_.try_instance()
        }
        /// Disposes the one `Cache` of this process: gives out no new handle, waits for the last one, and frees it.
        ///
        /// # Errors
        ///
        /// What failed; or the place where a handle was taken that did not come back in time.
        #[track_caller]
        pub fn dispose() -> ::tenure::__private::Result<(), ::tenure::DisposeError> {
            SLOT_.free()
        }
    }
};
impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pool")
    }
}
