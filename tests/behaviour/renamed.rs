//! `tenure` under another name, as a crate that re-exports it would have it.

mod facade {
    pub(crate) mod inner {
        pub(crate) use ::tenure::*;
    }
}

use facade::inner::{
    Dispose as _, Layout, cached, disposable, instrumented, members, members_of, singleton,
    tracked, utility,
};
use tenure_tests::futures::poll_once;

#[test]
fn a_singleton_is_made_through_another_path() {
    #[singleton(crate = crate::renamed::facade::inner, init = || Config(3), eager)]
    struct Config(u8);

    struct Database(u8);

    #[singleton(crate = crate::renamed::facade::inner)]
    impl Database {
        fn new(config: &'static Config) -> Self {
            Database(config.0)
        }
    }

    assert_eq!(Database::instance().0, 3);
}

#[test]
fn a_value_is_disposed_through_another_path() {
    use facade::inner::Guard;

    #[disposable(crate = crate::renamed::facade::inner)]
    struct Server {
        #[dispose(with = Vec::clear)]
        lines: Vec<u8>,
        #[dispose(skip)]
        port: u8,
        guard: Guard,
    }

    let mut server = Server { lines: vec![1], port: 2, guard: Guard::new() };
    server.dispose().unwrap();
    assert!(server.lines.is_empty() && server.port == 2);
}

#[test]
fn values_are_counted_through_another_path() {
    use facade::inner::Live;

    #[tracked(crate = crate::renamed::facade::inner, weak)]
    struct Window(Live<Self>);

    let _window = Window(Live::new()).into_arc();
    assert!(Window::live() != 0 && Window::instances().len() < 2);
}

#[test]
fn a_value_is_kept_through_another_path() {
    #[cached(crate = crate::renamed::facade::inner, max = 2, cache = double_cache)]
    fn double(number: u8) -> Result<u8, ()> {
        number.checked_mul(2).ok_or(())
    }

    assert_eq!((double(2), double(2), double(200)), (Ok(4), Ok(4), Err(())));
    assert_eq!(double_cache().stats().hits, 1);
}

#[test]
fn calls_are_recorded_through_another_path() {
    #[instrumented(crate = crate::renamed::facade::inner)]
    fn call() -> u8 {
        1
    }

    #[instrumented(crate = crate::renamed::facade::inner)]
    #[cfg_attr(not(feature = "instrument"), allow(clippy::unused_async))]
    async fn future(number: u8) -> u8 {
        number
    }

    #[instrumented(crate = crate::renamed::facade::inner)]
    fn boxed(number: u8) -> std::pin::Pin<Box<dyn Future<Output = u8>>> {
        Box::pin(std::future::ready(number))
    }

    let ready = std::task::Poll::Ready(2);
    assert_eq!(call(), 1);
    assert_eq!(poll_once(std::pin::pin!(future(2))), ready);
    assert_eq!(poll_once(boxed(2)), ready);
}

#[test]
fn layouts_and_members_are_known_through_another_path() {
    #[derive(Layout)]
    #[layout(crate = crate::renamed::facade::inner, size = 8)]
    struct Laid(#[allow(dead_code)] u32, #[allow(dead_code)] Inner);

    #[derive(Layout)]
    #[layout(crate = crate::renamed::facade::inner)]
    struct Inner(#[allow(dead_code)] u8);

    #[members(crate = crate::renamed::facade::inner)]
    trait Named {
        fn name(&self) -> u8 {
            1
        }
    }

    #[members(crate = crate::renamed::facade::inner)]
    impl Named for Laid {}

    #[utility(crate = crate::renamed::facade::inner)]
    struct Words;

    #[utility(crate = crate::renamed::facade::inner)]
    impl Words {
        fn one() -> u8 {
            1
        }
    }

    assert_eq!(Laid::LAYOUT.field("1").unwrap().size, Inner::LAYOUT.size);
    assert_eq!(Laid(1, Inner(1)).name(), Words::one());
    assert_eq!(members_of!(Laid, Named).iter().count(), 1);
}
