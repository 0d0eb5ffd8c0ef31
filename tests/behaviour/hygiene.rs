//! Surroundings in which every careless name in an expansion means something else.

/// The names of the prelude, taken by the user.
mod a_shadowed_prelude {
    #![allow(dead_code, non_camel_case_types)]

    struct Option;
    struct Some;
    struct None;
    struct Result;
    struct Ok;
    struct Err;
    struct Box;
    struct String;
    struct Vec;
    struct Fn;
    struct Send;
    struct Sync;
    struct Drop;
    struct Iterator;
    struct str;
    struct u8;
    struct bool;
    struct usize;

    #[::tenure::singleton(init = || Config(Some), dispose = Config::close)]
    struct Config(Some);

    impl Config {
        fn close(&self) {
            let Config(Some) = self;
        }
    }

    struct Database;

    #[::tenure::singleton(deps(Config))]
    impl Database {
        fn new(_: &'static Config) -> Self {
            Database
        }
    }

    #[test]
    fn singletons_are_made() {
        let _: &Database = Database::instance();
        assert!(Database::try_instance().is_ok());
    }

    #[::tenure::disposable]
    struct Server {
        #[dispose(with = |value| *value = 2)]
        number: ::core::primitive::u8,
        #[dispose(take = |Some| ())]
        word: ::core::option::Option<Some>,
        #[dispose(skip)]
        port: u8,
        other: str,
        guard: ::tenure::Guard,
    }

    #[::tenure::disposable(into_parts, strict, order = reverse, hook = |this| this.1.clear())]
    struct Pair(str, ::std::string::String, ::tenure::Guard);

    #[::tenure::disposable(both, hook = |this| this.1.clear())]
    struct Letter(
        #[dispose(with = |value| async move { *value = 2 })] ::core::primitive::u8,
        ::std::string::String,
        #[dispose(take = |Some| async {})] ::core::option::Option<Some>,
        Server,
        ::tenure::Guard,
    );

    #[::tenure::disposable(async)]
    struct Sent {
        steps: Letter,
        field: str,
        guard: ::tenure::Guard,
    }

    #[::tenure::disposable(hook = |_: &Self| ())]
    enum State {
        Open {
            #[dispose(with = |value| *value = 2)]
            steps: ::core::primitive::u8,
            #[dispose(take = |Some| ())]
            fields: ::core::option::Option<Some>,
            old: Server,
        },
        None(str),
        #[dispose(terminal)]
        Err,
    }

    #[test]
    fn values_are_taken_apart() {
        let pair = Pair(str, ::std::string::String::new(), ::tenure::Guard::new());
        let PairParts(str, text) = pair.into_parts();
        assert!(text.is_empty());
        let word = ::core::option::Option::Some(Some);
        let guard = ::tenure::Guard::new();
        let old = Server { number: 1, word, port: u8, other: str, guard };
        let mut state = State::Open { steps: 1, fields: ::core::option::Option::Some(Some), old };
        assert!(::tenure::Dispose::dispose(&mut state).is_ok());
        assert!(::core::matches!(state, State::Err));
        assert!(::tenure::Dispose::close(State::None(str)).is_ok());
    }

    #[test]
    fn values_are_disposed() {
        let word = ::core::option::Option::Some(Some);
        let guard = ::tenure::Guard::new();
        let mut server = Server { number: 1, word, port: u8, other: str, guard };
        assert!(::tenure::Dispose::dispose(&mut server).is_ok());
        assert!(server.number == 2 && server.word.is_none());
    }

    #[derive(::tenure::Layout)]
    #[layout(max_size = 64, niche)]
    struct Laid {
        size: str,
        text: ::std::string::String,
        last: bool,
    }

    #[derive(::tenure::Layout)]
    #[repr(u8)]
    enum Tagged {
        Some(::core::primitive::u8, str),
        None { field_0: Vec, value: ::core::primitive::u8 },
        Ok,
    }

    #[derive(::tenure::Layout)]
    struct Tail(u8, ::std::path::Path);

    ::tenure::assert_layout!(Laid, no_holes, waste <= 0);

    #[::tenure::members]
    trait Sized {
        #[deprecated(note = "a")]
        fn some(&self) -> Some {
            Some
        }
    }

    #[::tenure::members]
    impl Sized for Laid {}

    #[::tenure::utility]
    #[::tenure::members]
    impl Words {
        const WORD: u8 = u8;
        /// A doc comment.
        #[deprecated]
        fn some(_: str) -> Some {
            Some
        }
    }

    #[::tenure::utility]
    struct Words;

    #[test]
    fn layouts_and_members_are_known() {
        use ::tenure::Layout as _;
        let value = Tagged::None { field_0: Vec, value: 1 };
        assert!(value.layout_of_val().fields.len() == 2 && Laid::LAYOUT.fields.len() == 3);
        assert!(!Tail::LAYOUT.is_sized);
        let value = Laid { size: str, text: ::std::string::String::new(), last: bool };
        let Laid { size: str, text: _, last: bool } = value;
        assert!(::tenure::members_of!(Laid, Sized).iter().count() == 1);
        assert!(::tenure::members_of!(Words).iter().count() == 2);
    }

    fn opened() -> ::tenure::Owned<Some> {
        ::tenure::Owned::with(Some, |Some| ())
    }

    #[::tenure::cached(max = CACHE, cache = kept_cache, ttl = "60s")]
    fn kept(
        found: &::core::primitive::str,
        (key, value): (::core::primitive::u8, ::core::primitive::u8),
        flight: ::core::primitive::u8,
    ) -> ::core::result::Result<[::core::primitive::u8; CACHE], ::core::primitive::u8> {
        const KEPT: ::core::primitive::u8 = 1;
        if found.is_empty() {
            return ::core::result::Result::Err(KEPT);
        }
        ::core::result::Result::Ok([key, value, flight])
    }

    const CACHE: ::core::primitive::usize = 3;

    #[::tenure::cached(weak, key = |found| -> ::core::primitive::u8 { *found })]
    async fn kept_later(found: ::core::primitive::u8) -> ::std::sync::Arc<::core::primitive::u8> {
        ::std::sync::Arc::new(::core::future::ready(found).await)
    }

    #[test]
    fn values_are_kept() {
        assert!(kept("a", (1, 2), 3) == ::core::result::Result::Ok([1, 2, 3]));
        assert!(kept("a", (1, 2), 3).is_ok() && kept("", (1, 2), 3).is_err());
        assert!(kept_cache().stats().hits == 1);
        let mut context = ::std::task::Context::from_waker(::std::task::Waker::noop());
        let future = ::std::pin::pin!(kept_later(1));
        assert!(::std::future::Future::poll(future, &mut context).is_ready());
    }

    #[::tenure::scoped]
    fn used(value: &mut ::core::primitive::u8) -> ::core::result::Result<str, ::tenure::BoxError> {
        on_ok!(*value = 2);
        using!(let one = opened());
        using!(let other: ::tenure::Owned<Some> = opened());
        {
            using!(let inner = opened());
            let _: &mut ::tenure::Owned<Some> = inner;
        }
        let (Some, Some) = (&**one, &**other);
        ::core::result::Result::Ok(str)
    }

    #[::tenure::scoped]
    async fn awaited() -> ::core::result::Result<str, ::tenure::BoxError> {
        using!(await let letter = Letter(
            1,
            ::std::string::String::new(),
            ::core::option::Option::None,
            Server {
                number: 1,
                word: ::core::option::Option::None,
                port: u8,
                other: str,
                guard: ::tenure::Guard::new(),
            },
            ::tenure::Guard::new(),
        ));
        on_exit!({
            let _: &mut Letter = letter;
            ::core::future::ready(()).await;
        });
        using!(let _some = opened());
        ::core::result::Result::Ok(str)
    }

    #[test]
    fn functions_have_their_scopes() {
        let mut value = 1;
        assert!(used(&mut value).is_ok() && value == 2);
        let mut context = ::std::task::Context::from_waker(::std::task::Waker::noop());
        let future = ::std::pin::pin!(awaited());
        assert!(::std::future::Future::poll(future, &mut context).is_ready());
    }

    struct Arc;

    #[::tenure::tracked(weak)]
    struct Window<T> {
        title: T,
        live: ::tenure::Live<Self>,
    }

    #[::tenure::tracked]
    enum Either {
        Left(str, ::tenure::Live<Self>),
        Right { live: ::tenure::Live<Either>, word: Some },
    }

    #[test]
    fn values_are_counted() {
        let window = Window { title: 1, live: ::tenure::Live::new() }.into_arc();
        assert!(Window::<i32>::instances().iter().all(|it| it.title == window.title));
        let _left = Either::Left(str, ::tenure::Live::new());
        let _right = Either::Right { live: ::tenure::Live::new(), word: Some };
        assert_ne!(Either::live(), 1);
    }
}

/// The names of the crates, taken by modules of the user.
mod shadowed_crates {
    #![allow(dead_code)]

    mod std {}
    mod core {}
    mod alloc {}
    mod tenure {}
    mod inventory {}

    #[::tenure::singleton(eager)]
    struct Config;

    impl Config {
        fn new() -> Self {
            Config
        }
    }

    #[test]
    fn singletons_are_made() {
        let _: &Config = Config::instance();
    }

    #[::tenure::disposable]
    struct Server {
        #[dispose(skip)]
        port: u8,
        #[dispose(take = drop)]
        word: Option<String>,
    }

    #[test]
    fn values_are_disposed() {
        let server = Server { port: 1, word: Some(String::new()) };
        assert!(::tenure::Dispose::close(server).is_ok());
    }

    #[::tenure::cached(max = 2)]
    fn kept(text: &str) -> Result<usize, ()> {
        Ok(text.len())
    }

    #[test]
    fn values_are_kept() {
        assert_eq!((kept("a"), kept("a")), (Ok(1), Ok(1)));
    }

    #[::tenure::scoped]
    fn used() -> Result<u8, ::tenure::DisposeError> {
        on_err!(String::new().clear());
        using!(let server = Server { port: 1, word: None });
        Ok(server.port)
    }

    #[test]
    fn functions_have_their_scopes() {
        assert!(used().is_ok());
    }

    #[::tenure::tracked(weak)]
    struct Window(::tenure::Live<Self>);

    #[test]
    fn values_are_counted() {
        let _window = Window(::tenure::Live::new()).into_arc();
        assert!(Window::live() != 0 && Window::instances().len() < 2);
    }
}

/// Macros with the names of those that an expansion is tempted to call.
mod shadowed_macros {
    #![allow(unused_macros)]

    macro_rules! concat {
        ($($anything:tt)*) => {
            compile_error!("the expansion called a macro of the user")
        };
    }

    macro_rules! line {
        ($($anything:tt)*) => {
            compile_error!("the expansion called a macro of the user")
        };
    }

    macro_rules! eager {
        ($($anything:tt)*) => {
            compile_error!("the expansion called a macro of the user")
        };
    }

    macro_rules! assert {
        ($($anything:tt)*) => {
            compile_error!("the expansion called a macro of the user")
        };
    }

    macro_rules! skipped {
        ($($anything:tt)*) => {
            compile_error!("the expansion called a macro of the user")
        };
    }

    macro_rules! using {
        ($($anything:tt)*) => {
            compile_error!("the expansion called a macro of the user")
        };
    }

    #[tenure::scoped]
    fn used() -> Result<u8, tenure::DisposeError> {
        using!(let server = Server { port: 1, guard: tenure::Guard::new() });
        Ok(server.port)
    }

    #[test]
    fn functions_have_their_scopes() {
        assert_eq!(used().unwrap(), 1);
    }

    #[tenure::disposable]
    struct Server {
        #[dispose(skip)]
        port: u8,
        guard: tenure::Guard,
    }

    #[test]
    fn values_are_disposed() {
        let server = Server { port: 1, guard: tenure::Guard::new() };
        assert_eq!(server.port, 1);
        tenure::Dispose::close(server).unwrap();
    }

    #[tenure::singleton(eager, init = || Config)]
    struct Config;

    #[test]
    fn singletons_are_made() {
        let _: &Config = Config::instance();
    }
}

/// Nothing is there but what is named in full.
#[no_implicit_prelude]
mod without_a_prelude {
    #[::tenure::singleton(eager, init = || Config, dispose = |_: &Config| ())]
    struct Config;

    struct Database;

    #[::tenure::singleton]
    impl Database {
        fn new(_: &'static Config) -> Self {
            Database
        }
    }

    #[::std::prelude::v1::test]
    fn singletons_are_made() {
        let _: &Database = Database::instance();
    }

    #[::tenure::disposable]
    struct Server {
        #[dispose(with = |value| *value = 2)]
        number: u8,
        #[dispose(skip)]
        port: u8,
        other: u8,
        guard: ::tenure::Guard,
    }

    #[::tenure::disposable]
    struct Without {
        #[dispose(take = ::std::mem::drop)]
        word: ::std::option::Option<u8>,
        server: Server,
    }

    #[::std::prelude::v1::test]
    fn values_are_disposed() {
        let guard = ::tenure::Guard::new();
        let server = Server { number: 1, port: 1, other: 1, guard };
        let word = ::std::option::Option::Some(1);
        let mut value = Without { word, server };
        ::std::assert!(::tenure::Dispose::dispose(&mut value).is_ok());
        ::std::assert_eq!(value.server.number + value.server.port + value.server.other, 4);
    }

    #[derive(::tenure::Layout)]
    #[layout(max_size = 16, max_waste = 0)]
    struct Laid(u8, ::std::option::Option<::std::boxed::Box<u8>>, [u8; 7]);

    #[derive(::tenure::Layout)]
    enum Any {
        One(u8),
        Two { field: Laid },
        Three,
    }

    #[::tenure::members]
    trait Named {
        fn name(&self) -> u8 {
            1
        }
    }

    #[::tenure::members]
    impl Named for Laid {}

    #[::tenure::utility]
    struct Words;

    #[::tenure::utility]
    #[::tenure::members]
    impl Words {
        fn one() -> u8 {
            1
        }
    }

    #[::std::prelude::v1::test]
    fn layouts_and_members_are_known() {
        let laid = Laid(1, ::std::option::Option::None, [1; 7]);
        ::std::assert!(::tenure::Layout::layout_of_val(&Any::One(1)).fields.len() == 1);
        ::std::assert!(Named::name(&laid) == Words::one());
        let two = ::tenure::Layout::layout_of_val(&Any::Two { field: laid });
        ::std::assert!(two.size >= ::tenure::Layout::layout_of_val(&Any::Three).size);
        ::std::assert!(::tenure::members_of!(Laid, Named).get("name").is_some());
        ::tenure::assert_layout!(Laid, size == 16, no_holes);
    }

    #[::tenure::scoped]
    fn used(server: Server) -> ::std::result::Result<u8, ::tenure::BoxError> {
        on_exit!(::std::string::String::new().clear());
        using!(let server = server);
        ::std::result::Result::Ok(server.other)
    }

    #[::tenure::scoped]
    async fn awaited(server: Server) -> ::std::result::Result<u8, ::tenure::BoxError> {
        on_exit!(::std::future::ready(()).await);
        using!(let server = server);
        ::std::result::Result::Ok(server.other)
    }

    #[::std::prelude::v1::test]
    fn functions_have_their_scopes() {
        let server = || Server { number: 1, port: 1, other: 3, guard: ::tenure::Guard::new() };
        ::std::assert!(::std::matches!(used(server()), ::std::result::Result::Ok(3)));
        ::std::mem::drop(awaited(server()));
    }

    #[::tenure::tracked(weak)]
    struct Window(::tenure::Live<Self>);

    #[::std::prelude::v1::test]
    fn values_are_counted() {
        let _window = Window(::tenure::Live::new()).into_arc();
        ::std::assert!(Window::live() != 0 && Window::instances().len() < 2);
    }
}

/// Parameters with the names of constants, which without their `_` would be meant.
mod names_of_parameters {
    #![allow(non_camel_case_types, non_upper_case_globals)]

    const config: u8 = 1;
    static log: u8 = 2;
    struct d;

    #[tenure::singleton(init = || Config)]
    struct Config;

    #[tenure::singleton(init = || Log)]
    struct Log;

    #[tenure::singleton]
    impl d {
        fn new(_config: &'static Config, _log: &'static Log) -> Self {
            d
        }
    }

    struct Server(u8);

    #[tenure::singleton]
    impl Server {
        fn new(_d: &'static d, _: &'static Config) -> Self {
            Server(config + log)
        }
    }

    #[test]
    fn singletons_are_made() {
        assert_eq!(Server::instance().0, 3);
    }
}

/// Names that collide with the statics, locals and types of an expansion.
mod names_of_the_expansion {
    #![allow(non_camel_case_types, clippy::upper_case_acronyms)]

    pub(super) struct NODE;
    pub(super) struct SLOT;

    #[tenure::singleton]
    impl NODE {
        fn new(_: &'static SLOT) -> Self {
            NODE
        }
    }

    #[tenure::singleton(dispose = hook)]
    impl SLOT {
        #[init]
        fn value() -> Self {
            SLOT
        }
    }

    fn hook(value: &SLOT) {
        let SLOT = value;
    }

    /// Fields and values with the names of the locals.
    #[tenure::disposable]
    #[allow(clippy::struct_field_names)] // of the expansion
    struct Steps {
        #[dispose(with = steps::this)]
        steps: u8,
        #[dispose(skip)]
        this: u8,
        value: u8,
        guard: tenure::Guard,
    }

    mod steps {
        pub(super) fn this(steps: &mut u8) {
            *steps += 1;
        }
    }

    /// Methods with the names of those that an expansion calls.
    #[allow(dead_code, clippy::wrong_self_convention)] // they must not be called
    trait Meddling: Sized {
        fn begin(&self) -> ! {
            panic!("a method of the user was called")
        }
        fn with(self) -> ! {
            panic!("a method of the user was called")
        }
        fn field(&mut self) -> ! {
            panic!("a method of the user was called")
        }
        fn dispose(&self) -> ! {
            panic!("a method of the user was called")
        }
        fn end(self) -> ! {
            panic!("a method of the user was called")
        }
        fn finish(self) -> ! {
            panic!("a method of the user was called")
        }
        fn is_disposed(&self) -> ! {
            panic!("a method of the user was called")
        }
        fn of(self) -> ! {
            panic!("a method of the user was called")
        }
        fn local(self) -> ! {
            panic!("a method of the user was called")
        }
        fn declared(self) -> ! {
            panic!("a method of the user was called")
        }
        fn take(self) -> ! {
            panic!("a method of the user was called")
        }
        fn dispose_if_disposable(self) {}
        fn has_nothing_left(self) -> bool {
            false
        }
        fn is_taken(self) -> bool {
            false
        }
        fn found(self) {}
        fn marked(self) {}
        fn if_disposable(self) {}
        fn unless_disposable(self) {}
        fn look_into(self) {}
        fn run(self) -> ! {
            panic!("a method of the user was called")
        }
        fn run_async(self) -> ! {
            panic!("a method of the user was called")
        }
        fn using(self) -> ! {
            panic!("a method of the user was called")
        }
        fn guard(self) -> ! {
            panic!("a method of the user was called")
        }
        fn rest(self) -> ! {
            panic!("a method of the user was called")
        }
        fn rest_async(self) -> ! {
            panic!("a method of the user was called")
        }
        fn lend(self) -> ! {
            panic!("a method of the user was called")
        }
        fn never(self) -> ! {
            panic!("a method of the user was called")
        }
        fn on_err(self) -> ! {
            panic!("a method of the user was called")
        }
        fn on_exit_async(self) -> ! {
            panic!("a method of the user was called")
        }
        fn dispose_async(self) -> ! {
            panic!("a method of the user was called")
        }
    }

    impl<T> Meddling for T {}

    #[tenure::disposable(strict)]
    struct Strict {
        steps: Vec<u8>,
        #[dispose(skip)]
        this: String,
    }

    #[test]
    fn what_is_owned_is_told_by_methods_of_ours() {
        let strict = Strict { steps: vec![1], this: String::new() };
        assert!(strict.this.is_empty() && strict.steps.len() == 1);
    }

    /// Without a guard, of what is disposable and of what is not.
    #[tenure::disposable]
    struct Plain {
        resource: tenure::Owned<u8>,
        #[dispose(skip)]
        guard: u8,
        value: Vec<Vec<u8>>,
    }

    #[tenure::disposable]
    struct Nothing(u8);

    #[tenure::disposable(into_parts)]
    struct Whole {
        value: String,
        #[dispose(take = |it| assert_eq!(it, 1))]
        number: Option<u8>,
        guard: tenure::Guard,
    }

    #[tenure::disposable(both)]
    struct Awaited {
        value: Vec<Vec<u8>>,
        #[dispose]
        other: Plain,
        #[dispose(with = |it| it.push(1))]
        hook: Vec<u8>,
        guard: tenure::Guard,
    }

    #[test]
    fn fields_are_told_apart_by_methods_of_ours() {
        let plain = || Plain {
            resource: tenure::Owned::with(1, |_: u8| ()),
            guard: 1,
            value: vec![vec![1]],
        };
        let mut value = plain();
        assert!(!tenure::Dispose::is_disposed(&value));
        tenure::Dispose::dispose(&mut value).unwrap();
        assert!(tenure::Dispose::is_disposed(&value) && value.guard == 1);
        let mut nothing = Nothing(1);
        tenure::Dispose::dispose(&mut nothing).unwrap();
        assert!(tenure::Dispose::is_disposed(&nothing) && nothing.0 == 1);
        let guard = tenure::Guard::new();
        let parts = Whole { value: "a".into(), number: Some(1), guard }.into_parts();
        assert_eq!((parts.value, parts.number), ("a".into(), Some(1)));
        let guard = tenure::Guard::new();
        let mut value = Awaited { value: vec![], other: plain(), hook: vec![], guard };
        tenure::Dispose::dispose(&mut value).unwrap();
        assert!(tenure::Dispose::is_disposed(&value.other) && value.value.is_empty());
        assert_eq!(value.hook, [1]);
    }

    #[tenure::singleton(init = || Local(1), thread_local)]
    struct Local(u8);

    #[tenure::singleton(init = || Managed(2), managed)]
    struct Managed(u8);

    #[tenure::singleton(init = |key: &u8| Keyed(*key), key = u8)]
    struct Keyed(u8);

    #[test]
    fn singletons_are_kept_in_every_way() {
        assert_eq!((Local::instance().0, Keyed::instance(&3).0), (1, 3));
        assert_eq!(Managed::instance().0, 2);
        Managed::dispose().unwrap();
    }

    /// Resources and values with the names of the locals.
    #[tenure::scoped]
    fn scope(resource: &mut Vec<u8>) -> Result<usize, tenure::DisposeError> {
        on_err!(resource.clear());
        using!(let scope = tenure::Owned::with(3, |_: u8| ()));
        using!(let rest: tenure::Owned<u8> = tenure::Owned::with(**scope + 1, |_| ()));
        for value in 0..1 {
            using!(let run = tenure::Owned::with(value, |_: u8| ()));
            resource.push(**run + **scope + **rest);
        }
        Ok(resource.len())
    }

    #[tenure::scoped]
    async fn scope_async(resource: &mut Vec<u8>) -> Result<usize, tenure::DisposeError> {
        on_exit!(resource.push(core::future::ready(1).await));
        using!(let scope = tenure::Owned::with(3, |_: u8| ()));
        using!(await let value = None::<tenure::AsyncDisposeStack<'_>>);
        if value.is_some() {
            return Ok(0);
        }
        resource.push(**scope);
        Ok(resource.len())
    }

    #[test]
    fn functions_have_their_scopes() {
        let mut resource = vec![];
        assert_eq!(scope(&mut resource).unwrap(), 1);
        assert_eq!(resource, [7]);
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        {
            let future = std::pin::pin!(scope_async(&mut resource));
            assert!(Future::poll(future, &mut context).is_ready());
        }
        assert_eq!(resource, [7, 3, 1]);
    }

    #[test]
    fn values_are_disposed() {
        let mut value = Steps { steps: 1, this: 2, value: 3, guard: tenure::Guard::new() };
        tenure::Dispose::dispose(&mut value).unwrap();
        assert!(tenure::Dispose::is_disposed(&value));
        assert_eq!((value.steps, value.this, value.value), (2, 2, 3));
    }

    #[tenure::singleton(init = r#type::r#make)]
    pub(super) struct r#struct;

    mod r#type {
        pub(super) fn r#make() -> super::r#struct {
            super::r#struct
        }
    }

    #[test]
    fn singletons_are_made() {
        let _: &NODE = NODE::instance();
        let _: &r#struct = r#struct::instance();
        let error = tenure::singletons().into_iter().find(|it| it.name.ends_with("::NODE"));
        assert!(error.is_some());
    }

    struct live;
    pub(super) struct DECLARATION;
    pub(super) struct Declaration(live);

    #[tenure::tracked(weak)]
    struct Counted<const DECLARATION_: usize> {
        declaration: DECLARATION,
        inner: Declaration,
        live: tenure::Live<Self>,
    }

    #[allow(dead_code)]
    #[tenure::tracked]
    enum Either {
        Left { live: tenure::Live<Self>, left: live },
        Right(live, tenure::Live<Self>),
    }

    #[test]
    fn values_are_counted() {
        let counted = Counted::<1> {
            declaration: DECLARATION,
            inner: Declaration(live),
            live: tenure::Live::new(),
        };
        let counted = counted.into_arc();
        let (DECLARATION, Declaration(live)) = (&counted.declaration, &counted.inner);
        assert!(Counted::<1>::instances().len() < 2);
        let _left = Either::Left { live: tenure::Live::new(), left: live };
        let _right = Either::Right(live, tenure::Live::new());
        assert_ne!(Either::total(), 0);
    }
}

/// A type whose declaration stands in a `macro_rules!`, with fragments of every kind.
mod fragments {
    macro_rules! declare {
        ($vis:vis $name:ident, $init:expr, $dispose:path, $dep:ty) => {
            #[tenure::singleton(init = $init, dispose = $dispose, deps($dep))]
            $vis struct $name(pub(crate) u8);
        };
    }

    declare!(pub(super) First, || First(1), drop_it, Zero);

    fn drop_it<T>(_: &T) {}

    macro_rules! implement {
        ($ty:ty, $result:ty, $lifetime:lifetime, $body:block) => {
            #[tenure::singleton]
            impl $ty {
                fn new<$lifetime>(_: &$lifetime Zero) -> $result $body
            }
        };
    }

    struct Pool<T>(T);

    implement!(Pool<u8>, Self, 'a, { Pool(8) });
    implement!(Pool<u16>, Result<Pool<u16>, std::num::ParseIntError>, 'b, { "16".parse().map(Pool) });

    #[test]
    fn implementations_are_read() {
        assert_eq!((Pool::<u8>::instance().0, Pool::<u16>::instance().0), (8, 16));
    }

    macro_rules! scoped {
        ($name:ident, $value:expr, $taken:pat, $ty:ty, $action:expr, $body:block) => {
            #[tenure::scoped]
            fn $name() -> Result<u8, tenure::BoxError> {
                using!(let $taken = $value);
                using!(let other: $ty = $value);
                on_err!($action);
                let mut last = **other;
                if last == 1 {
                    using!(let inner = $value);
                    last += **inner;
                }
                Ok(last + $body)
            }
        };
    }

    scoped!(used, tenure::Owned::with(1, drop), _, tenure::Owned<u8>, String::new().clear(), { 5 });

    macro_rules! bodies {
        ($($name:ident $body:block)*) => {
            $(#[tenure::scoped] fn $name() -> Result<u8, tenure::BoxError> $body)*
        };
    }

    bodies!(taken {
        using!(let value = tenure::Owned::with(6, drop));
        Ok(**value)
    });

    #[test]
    fn functions_have_their_scopes() {
        assert_eq!((used().unwrap(), taken().unwrap()), (7, 6));
    }

    #[tenure::singleton(init = || Zero)]
    struct Zero;

    #[test]
    fn singletons_are_made() {
        assert_eq!(First::instance().0, 1);
    }

    macro_rules! counted {
        ($vis:vis $name:ident, $field:ident: $ty:ty, $live:ty) => {
            #[tenure::tracked]
            $vis struct $name {
                $field: $ty,
                live: $live,
            }
        };
    }

    counted!(pub(super) Counted, number: u8, tenure::Live<Self>);

    #[test]
    fn values_are_counted() {
        let counted = Counted { number: 1, live: tenure::Live::new() };
        assert!(counted.number == 1 && Counted::live() != 0);
    }
}

/// What the closures of a declaration name is the user's.
mod statics_of_the_user {
    use tenure::singleton;

    static NODE: u8 = 8;
    static SLOT: &str = "slot";

    #[singleton(init = || Config { node: NODE, slot: SLOT }, dispose = |_| assert_eq!(NODE, 8))]
    struct Config {
        node: u8,
        slot: &'static str,
    }

    #[test]
    fn closures_see_them() {
        assert_eq!((Config::instance().node, Config::instance().slot), (8, "slot"));
    }
}

/// Constants and statics with the names of what a macro of ours might bind.
#[allow(non_upper_case_globals, dead_code)] // they must not be meant
mod names_of_values {
    const allocations: u8 = 1;
    static bound: u8 = 2;
    static code: u8 = 3;
    const counted: u8 = 4;
    const message: u8 = 5;
    static value: u8 = 6;

    #[test]
    fn allocations_are_counted() {
        assert_eq!(tenure::assert_allocs!(<= 3, || value + allocations), 7);
        assert_eq!(tenure::assert_no_alloc!(|| bound, "of {}", message), 2);
    }

    #[test]
    #[cfg(feature = "dis")]
    fn code_is_disassembled() {
        fn add(first: u8) -> u8 {
            first + code
        }

        assert!(tenure::dis!(add).name().contains("add"));
        assert!(
            tenure::dis!(|it: u8| it + value).problem().is_none() || !cfg!(target_os = "linux")
        );
        tenure::assert_asm!(add, max_bytes = 10_000);
    }
}
