/// What is known of a user.
#[derive(Debug)]
#[non_exhaustive]
pub struct User {
    /// Its number.
    pub id: u32,
}
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("User");
    static SLOT_: ::tenure::__private::Keyed<u32, &'static User> = NODE_
        .__of(::tenure::__private::shared!(User, clone, default, drop; id(u32)))
        .keyed(|key: &u32| {
            ::tenure::__private::make_with::<User, _, _>(key, |id| User { id: *id })
        })
        .named(::tenure::__private::text!(u32));
    #[automatically_derived]
    impl ::tenure::KeyedSingleton for User {
        type Key = u32;
        type Ref = &'static Self;
        const DECLARED: ::tenure::__private::KeyedDeclared<Self> = NODE_
            .__declared_by_key(&SLOT_);
    }
    impl User {
        /// Returns the one `User` of `key`, made on first use; panics if it cannot be made.
        #[inline]
        #[track_caller]
        pub fn instance(key: impl ::tenure::Lookup<u32>) -> &'static Self {
            SLOT_.instance(key)
        }
        /// Returns the one `User` of `key`, made on first use.
        ///
        /// # Errors
        ///
        /// The `InitError` that says why it cannot be made.
        #[track_caller]
        pub fn try_instance(
            key: impl ::tenure::Lookup<u32>,
        ) -> ::tenure::__private::Result<&'static Self> {
            SLOT_.try_instance(key)
        }
    }
};
/// What one thread of a pool counts.
#[derive(Debug)]
pub struct Counter {
    /// How often it has worked.
    pub works: u32,
}
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Counter");
    static SLOT_: ::tenure::__private::Keyed<usize, &'static Counter> = NODE_
        .__of(::tenure::__private::shared!(Counter, clone, default, drop; works(u32)))
        .keyed_provided(|_key: &usize| { ::tenure::__private::Result::Ok(()) })
        .named(::tenure::__private::text!(usize));
    #[automatically_derived]
    impl ::tenure::KeyedSingleton for Counter {
        type Key = usize;
        type Ref = &'static Self;
        const DECLARED: ::tenure::__private::KeyedDeclared<Self> = NODE_
            .__declared_by_key(&SLOT_);
    }
    impl Counter {
        /// Returns the one `Counter` of `key`, made on first use; panics if it cannot be made.
        #[inline]
        #[track_caller]
        pub fn instance(key: impl ::tenure::Lookup<usize>) -> &'static Self {
            SLOT_.instance(key)
        }
        /// Returns the one `Counter` of `key`, made on first use.
        ///
        /// # Errors
        ///
        /// The `InitError` that says why it cannot be made.
        #[track_caller]
        pub fn try_instance(
            key: impl ::tenure::Lookup<usize>,
        ) -> ::tenure::__private::Result<&'static Self> {
            SLOT_.try_instance(key)
        }
        /// Provides the one `Counter` of `key`, once and before its first use.
        ///
        /// # Errors
        ///
        /// `value` itself, if there is one already.
        #[track_caller]
        pub fn provide(
            key: impl ::tenure::Lookup<usize>,
            value: Self,
        ) -> ::tenure::__private::Result<(), Self> {
            SLOT_.provide(key, value)
        }
    }
};
