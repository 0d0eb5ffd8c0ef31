/// How a user is found.
pub type UserId = u32;
/// What is known of a user.
#[derive(Debug)]
pub struct User {
    /// Its number.
    pub id: u32,
}
impl User {
    fn new(id: u32) -> Self {
        User { id }
    }
}
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("User");
    static SLOT_: ::tenure::__private::Keyed<u32, &'static User> = NODE_
        .__of(::tenure::__private::shared!(User, clone, default, drop))
        .keyed(|key: &u32| {
            let id_ = <u32 as ::tenure::__private::Parameter<u32, _>>::of(key)?;
            ::tenure::__private::made::<User>(<User>::new(id_))
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
/// What is known of a guest.
#[derive(Debug)]
pub struct Guest {
    /// Its number.
    pub id: u32,
}
impl Guest {
    fn new(id: UserId) -> Self {
        Guest { id }
    }
}
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Guest")
        .needs(&[<UserId as ::tenure::__private::Parameter<u32, _>>::NODE]);
    static SLOT_: ::tenure::__private::Keyed<u32, &'static Guest> = NODE_
        .__of(::tenure::__private::shared!(Guest, clone, default, drop))
        .keyed(|key: &u32| {
            let id_ = <UserId as ::tenure::__private::Parameter<u32, _>>::of(key)?;
            ::tenure::__private::made::<Guest>(<Guest>::new(id_))
        })
        .named(::tenure::__private::text!(u32));
    #[automatically_derived]
    impl ::tenure::KeyedSingleton for Guest {
        type Key = u32;
        type Ref = &'static Self;
        const DECLARED: ::tenure::__private::KeyedDeclared<Self> = NODE_
            .__declared_by_key(&SLOT_);
    }
    impl Guest {
        /// Returns the one `Guest` of `key`, made on first use; panics if it cannot be made.
        #[inline]
        #[track_caller]
        pub fn instance(key: impl ::tenure::Lookup<u32>) -> &'static Self {
            SLOT_.instance(key)
        }
        /// Returns the one `Guest` of `key`, made on first use.
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
