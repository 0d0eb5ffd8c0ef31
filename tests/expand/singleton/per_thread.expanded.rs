use std::cell::Cell;
use std::rc::Rc;
/// What the windows of a thread share.
#[derive(Debug)]
pub struct Theme {
    windows: Cell<u32>,
}
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Theme")
        .per_thread();
    static SLOT_: ::tenure::__private::LocalSlot<Theme> = NODE_
        .__local(::tenure::__private::local!(Theme, clone, default))
        .init(|| { ::tenure::__private::make::<Theme, _>(Theme::new) })
        .dispose(|value| ::tenure::__private::hook(value, Theme::save));
    #[automatically_derived]
    impl ::tenure::Singleton for Theme {
        type Ref = ::tenure::__private::Rc<Self>;
        const DECLARED: ::tenure::__private::Declared<Self> = NODE_.__declared(&SLOT_);
    }
    impl Theme {
        /// Returns the one `Theme` of this thread, made on first use; panics if it cannot be made.
        #[must_use]
        #[inline]
        #[track_caller]
        pub fn instance() -> ::tenure::__private::Rc<Self> {
            SLOT_.instance()
        }
        /// Returns the one `Theme` of this thread, made on first use.
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
    }
};
impl Theme {
    fn new() -> Self {
        Theme { windows: Cell::new(0) }
    }
    fn save(&self) {
        self.windows.set(0);
    }
}
/// The window of a thread.
#[derive(Debug)]
pub struct Ui {
    theme: Rc<Theme>,
}
impl Ui {
    fn new(theme: Rc<Theme>) -> Self {
        Ui { theme }
    }
    /// One more.
    pub fn open(&self) {
        self.theme.windows.set(self.theme.windows.get() + 1);
    }
}
const _: () = {
    static NODE_: ::tenure::__private::Node = ::tenure::__private::Node::new("Ui")
        .per_thread()
        .needs(&[<Rc<Theme> as ::tenure::__private::Dependency>::NODE]);
    static SLOT_: ::tenure::__private::LocalSlot<Ui> = NODE_
        .__local(::tenure::__private::local!(Ui, clone, default))
        .init(|| {
            let theme_ = <Rc<Theme> as ::tenure::__private::Dependency>::get()?;
            ::tenure::__private::made::<Ui>(<Ui>::new(theme_))
        });
    #[automatically_derived]
    impl ::tenure::Singleton for Ui {
        type Ref = ::tenure::__private::Rc<Self>;
        const DECLARED: ::tenure::__private::Declared<Self> = NODE_.__declared(&SLOT_);
    }
    impl Ui {
        /// Returns the one `Ui` of this thread, made on first use; panics if it cannot be made.
        #[must_use]
        #[inline]
        #[track_caller]
        pub fn instance() -> ::tenure::__private::Rc<Self> {
            SLOT_.instance()
        }
        /// Returns the one `Ui` of this thread, made on first use.
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
    }
};
