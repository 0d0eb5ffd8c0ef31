/// Made by and by, and freed.
#[derive(Debug)]
pub struct Pool(());
impl Pool {
    async fn open() -> Result<Self, std::io::Error> {
        std::future::ready(()).await;
        Ok(Pool(()))
    }
}
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Pool")
        .asynchronous();
    static SLOT_: ::tenure::__private::ManagedSlot<Pool> = NODE_
        .__of(::tenure::__private::shared!(Pool, clone, default))
        .managed_async(
            ::tenure::__private::last!(Pool),
            || ::tenure::__private::Box::pin(async move {
                ::tenure::__private::made::<Pool>(<Pool>::open().await)
            }),
        )
        .recreate();
    #[automatically_derived]
    impl ::tenure::Singleton for Pool {
        type Ref = ::tenure::Handle<Self>;
        const DECLARED: ::tenure::__private::Declared<Self> = NODE_.__declared(&SLOT_);
    }
    impl Pool {
        /// Awaits a handle to the one `Pool` of this process, made on first use; panics if it cannot be made.
        #[inline]
        #[track_caller]
        pub fn instance() -> ::tenure::Instance<::tenure::Handle<Self>> {
            SLOT_.instance_async()
        }
        /// Awaits a handle to the one `Pool` of this process, made on first use.
        ///
        /// # Errors
        ///
        /// The `InitError` that says why it cannot be made.
        #[track_caller]
        pub fn try_instance() -> ::tenure::TryInstance<::tenure::Handle<Self>> {
            SLOT_.try_instance_async()
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
