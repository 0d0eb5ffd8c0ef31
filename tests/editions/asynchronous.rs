// As `every_macro.rs`, for editions that have `async`.

/// Doubles, later.
#[instrumented]
pub async fn double_later(mut number: u8) -> u8 {
    number *= 2;
    number
}

#[test]
fn futures_are_ready_with_what_they_would_be() {
    let mut context = core::task::Context::from_waker(core::task::Waker::noop());
    let future = core::pin::pin!(double_later(2));
    assert!(core::future::Future::poll(future, &mut context).is_ready());
}

/// Ends in a temporary that borrows a parameter: up to edition 2021 it outlives the locals.
#[instrumented]
pub async fn filled(mut bytes: core::cell::RefCell<[u8; 2]>) -> usize {
    bytes.get_mut()[0] = 1;
    bytes.borrow().len()
}

/// Made by and by.
pub struct Pool {
    size: usize,
}

#[singleton]
impl Pool {
    async fn new(_config: &'static Config) -> Self {
        core::future::ready(()).await;
        Pool { size: 2 }
    }

    /// How many it has.
    pub fn size(&self) -> usize {
        self.size
    }
}

/// Made by and by, and freed.
pub struct Cache(());

#[singleton(managed)]
impl Cache {
    async fn new(_pool: &'static Pool) -> Self {
        Cache(())
    }
}

#[test]
fn an_async_singleton_is_awaited() {
    let mut context = core::task::Context::from_waker(core::task::Waker::noop());
    let cache = core::pin::pin!(Cache::instance());
    assert!(core::future::Future::poll(cache, &mut context).is_ready());
    assert_eq!(<Pool as tenure::Singleton>::peek().map(Pool::size), Some(2));
}
