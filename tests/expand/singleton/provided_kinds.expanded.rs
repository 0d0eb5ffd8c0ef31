/// What a test is about, one after the other.
#[derive(Debug)]
pub struct Subject(Vec<u8>);
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Subject");
    static SLOT_: ::tenure::__private::ManagedSlot<Subject> = NODE_
        .__of(::tenure::__private::shared!(Subject, clone, default; _0(Vec < u8 >)))
        .managed_provided(
            ::tenure::__private::last!(Subject),
            || { ::tenure::__private::Result::Ok(()) },
        )
        .recreate();
    #[automatically_derived]
    impl ::tenure::Singleton for Subject {
        type Ref = ::tenure::Handle<Self>;
        const DECLARED: ::tenure::__private::Declared<Self> = NODE_.__declared(&SLOT_);
    }
    impl Subject {
        /// Returns a handle to the one `Subject` of this process, made on first use; panics if it cannot be made.
        #[inline]
        #[track_caller]
        pub fn instance() -> ::tenure::Handle<Self> {
            SLOT_.instance()
        }
        /// Returns a handle to the one `Subject` of this process, made on first use.
        ///
        /// # Errors
        ///
        /// The `InitError` that says why it cannot be made.
        #[track_caller]
        pub fn try_instance() -> ::tenure::__private::Result<::tenure::Handle<Self>> {
            SLOT_.try_instance()
        }
        /// Provides the one `Subject` of this process, once and before its first use.
        ///
        /// # Errors
        ///
        /// `value` itself, if there is one already.
        #[track_caller]
        pub fn provide(value: Self) -> ::tenure::__private::Result<(), Self> {
            SLOT_.provide(value)
        }
        /// Disposes the one `Subject` of this process: gives out no new handle, waits for the last one, and frees it.
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
impl Subject {
    /// Without anything.
    #[must_use]
    pub fn empty() -> Self {
        Subject(Vec::new())
    }
    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
/// Who works on this thread.
#[derive(Debug)]
pub struct Worker {
    /// What is asked for.
    pub name: String,
}
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Worker")
        .per_thread();
    static SLOT_: ::tenure::__private::LocalSlot<Worker> = NODE_
        .__local(::tenure::__private::local!(Worker, clone, default))
        .init_provided(|| { ::tenure::__private::Result::Ok(()) });
    #[automatically_derived]
    impl ::tenure::Singleton for Worker {
        type Ref = ::tenure::__private::Rc<Self>;
        const DECLARED: ::tenure::__private::Declared<Self> = NODE_.__declared(&SLOT_);
    }
    impl Worker {
        /// Returns the one `Worker` of this thread, made on first use; panics if it cannot be made.
        #[must_use]
        #[inline]
        #[track_caller]
        pub fn instance() -> ::tenure::__private::Rc<Self> {
            SLOT_.instance()
        }
        /// Returns the one `Worker` of this thread, made on first use.
        ///
        /// # Errors
        ///
        /// The `InitError` that says why it cannot be made.
        #[track_caller]
        pub fn try_instance() -> ::tenure::__private::Result<
            ::tenure::__private::Rc<Self>,
        > {
            SLOT_.try_instance()
        }
        /// Provides the one `Worker` of this thread, once and before its first use.
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
/// What a tenant has paid for.
#[derive(Debug)]
pub struct Tenant {
    /// What can be done.
    pub rights: Vec<String>,
}
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Tenant");
    static SLOT_: ::tenure::__private::Keyed<u32, ::tenure::Handle<Tenant>> = NODE_
        .__of(
            ::tenure::__private::shared!(Tenant, clone, default; rights(Vec < String >)),
        )
        .managed_keyed_provided(
            ::tenure::__private::last!(Tenant),
            |_key: &u32| { ::tenure::__private::Result::Ok(()) },
        )
        .named(::tenure::__private::text!(u32));
    #[automatically_derived]
    impl ::tenure::KeyedSingleton for Tenant {
        type Key = u32;
        type Ref = ::tenure::Handle<Self>;
        const DECLARED: ::tenure::__private::KeyedDeclared<Self> = NODE_
            .__declared_by_key(&SLOT_);
    }
    impl Tenant {
        /// Returns a handle to the one `Tenant` of `key`, made on first use; panics if it cannot be made.
        #[inline]
        #[track_caller]
        pub fn instance(key: impl ::tenure::Lookup<u32>) -> ::tenure::Handle<Self> {
            SLOT_.instance(key)
        }
        /// Returns a handle to the one `Tenant` of `key`, made on first use.
        ///
        /// # Errors
        ///
        /// The `InitError` that says why it cannot be made.
        #[track_caller]
        pub fn try_instance(
            key: impl ::tenure::Lookup<u32>,
        ) -> ::tenure::__private::Result<::tenure::Handle<Self>> {
            SLOT_.try_instance(key)
        }
        /// Provides the one `Tenant` of `key`, once and before its first use.
        ///
        /// # Errors
        ///
        /// `value` itself, if there is one already.
        #[track_caller]
        pub fn provide(
            key: impl ::tenure::Lookup<u32>,
            value: Self,
        ) -> ::tenure::__private::Result<(), Self> {
            SLOT_.provide(key, value)
        }
        /// Disposes the one `Tenant` of `key`: gives out no new handle, waits for the last one, and frees it.
        ///
        /// # Errors
        ///
        /// What failed; or the place where a handle was taken that did not come back in time.
        #[track_caller]
        pub fn dispose(
            key: impl ::tenure::Lookup<u32>,
        ) -> ::tenure::__private::Result<(), ::tenure::DisposeError> {
            SLOT_.free(key)
        }
    }
};
